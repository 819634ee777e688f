import type { Hub } from '../../../domain/source.js';
import { webAddress } from '../../documents/web-address.js';

const MAX_LENGTH = 8_192;
/** `<https://hub.example/>; rel="hub"`, as many as there are: https://www.rfc-editor.org/rfc/rfc8288#section-3 */
const LINK = /<([^<>]*)>([^<]*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/** The hub that a Link header names, and the topic by which it knows the document; null where either is missing. */
export function hubOfHeader(header: string, base: string): Hub | null {
  const links = [...header.slice(0, MAX_LENGTH).matchAll(LINK)].map(([, target = '', parameters = '']) => ({
    url: webAddress(target, base),
    rels: relsOf(parameters),
  }));
  const firstOf = (rel: string) => links.find(({ url, rels }) => url !== null && rels.includes(rel))?.url ?? null;
  const [hub, topic] = [firstOf('hub'), firstOf('self')];
  return hub === null || topic === null ? null : { hub, topic };
}

function relsOf(parameters: string): readonly string[] {
  const [, quoted, bare = ''] = REL.exec(parameters) ?? [];
  return (quoted ?? bare).toLowerCase().split(/\s+/);
}
