import type { Publication } from '../../../domain/article.js';
import type { PressTail, TailLink } from './press-tail.js';

/** Names that the tail gives to home pages: `http://example.com Example Times – World News` names `Example Times`. */
export function publicationNames({ links, group }: PressTail): readonly string[] {
  const named = links.filter((link) => !link.dashed).map((link) => headOf(link.description));
  return [...named, ...(group === null ? [] : [group])].filter((name) => name !== '');
}

/** The publication with its own site, X handle and Facebook Page. Without a name in the head, a name the tail repeats. */
export function findPublication(nameInHead: string | null, tail: PressTail): Publication | null {
  const homes = tail.links.filter((link) => isHome(link));
  const name = nameInHead ?? repeatedName(tail, homes);
  if (name === null) return null;
  const x = choose(
    tail.links.filter((link) => xHandle(link) !== null),
    name,
  );
  const facebook = choose(
    tail.links.filter((link) => isFacebook(link)),
    name,
  );
  return {
    name,
    url: homes.find((link) => belongsTo(link, name))?.url ?? null,
    x: x === null ? null : xHandle(x),
    facebook: facebook?.url ?? null,
  };
}

export function isSocial(link: TailLink): boolean {
  return /(?:^|\.)(?:twitter|x|facebook|fb|instagram|youtube|linkedin|bsky|threads|tiktok|t)\.(?:com|app|net|co)$/.test(
    link.host,
  );
}

function repeatedName({ links, group }: PressTail, homes: readonly TailLink[]): string | null {
  const candidates = [...links.filter(isSocial).map((link) => link.description), ...(group === null ? [] : [group])];
  return candidates.find((name) => name !== '' && homes.some((home) => belongsTo(home, name))) ?? null;
}

/** The link that bears the name; else the first: a publication invites to its own profile. */
function choose(links: readonly TailLink[], name: string): TailLink | null {
  return links.find((link) => belongsTo(link, name)) ?? links[0] ?? null;
}

function belongsTo(link: TailLink, name: string): boolean {
  if (headOf(link.description) === name) return true;
  const squashed = squash(name);
  return squashed !== '' && squash(link.host.replace(/\.[^.]+$/, '')) === squashed;
}

/** `Example Times – World News` → `Example Times`. */
function headOf(description: string): string {
  return description.split(/\s[–—|:-]\s|[：｜]/u)[0]?.trim() ?? '';
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function isHome(link: TailLink): boolean {
  return !isSocial(link) && /^\/(?:index\.\w+)?$/.test(new URL(link.url).pathname);
}

const NOT_A_HANDLE = /^(?:intent|share|home|search|hashtag|i|explore|login|status)$/i;

function xHandle(link: TailLink): string | null {
  if (!/^(?:twitter|x)\.com$/.test(link.host)) return null;
  const [, handle] = /^\/@?(\w{1,15})\/?$/.exec(new URL(link.url).pathname) ?? [];
  return handle === undefined || NOT_A_HANDLE.test(handle) ? null : `@${handle}`;
}

function isFacebook(link: TailLink): boolean {
  return (
    /^(?:[a-z-]+\.)?(?:facebook|fb)\.com$/.test(link.host) &&
    !/^\/(?:sharer?|dialog)?(?:[./]|$)/.test(new URL(link.url).pathname)
  );
}
