import type { Account, Compose, DraftPart, When } from '../../server/contract.js';
import { wallTimeToInstant } from '../../time/wall-time.js';
import { wholeLink } from './whole-link.js';

/** When, and by whose leave, it goes out. */
export interface Wish {
  readonly when: 'now' | 'slot' | 'at';
  /** `2026-11-24 18:30` on the newsroom's wall; null while nobody chose. */
  readonly wall: string | null;
  readonly askApproval: boolean;
}

/** The posts that are changed, by their ids, as they were when somebody began to change them. */
export interface Begun {
  readonly posts: Readonly<Partial<Record<string, BegunPost>>>;
  readonly wish: Wish;
}

export interface BegunPost {
  readonly revision: number;
  readonly parts: readonly DraftPart[];
}

/** What somebody is writing, before it is a post. Plain JSON: it is kept in this browser. */
export interface ComposeDraft extends Wish {
  readonly accounts: readonly string[];
  readonly article: string | null;
  /** One text for all accounts … */
  readonly shared: readonly DraftPart[];
  /** … and for those that say it in their own way. */
  readonly own: Readonly<Partial<Record<string, readonly DraftPart[]>>>;
  /** The posts that are changed; null = it is a new one. */
  readonly begun: Begun | null;
  /** What was sent and not answered; null = nothing. */
  readonly tried: Tried | null;
}

/** Whatever is sent under one key is made once. */
export interface Tried {
  readonly key: string;
  readonly bodies: readonly Compose[];
}

/** What becomes of a part as it is then: somebody types while a picture is on its way. */
export type ChangePart = (before: DraftPart) => DraftPart;

export const EMPTY_PART: DraftPart = { text: '', link: null, media: [] };

export const EMPTY_DRAFT: ComposeDraft = {
  accounts: [],
  article: null,
  shared: [EMPTY_PART],
  own: {},
  when: 'now',
  wall: null,
  askApproval: false,
  begun: null,
  tried: null,
};

/** In the place of an account: the text of all that have none of their own. */
export const ALL = 'all';

export function partsIn(draft: ComposeDraft, tab: string): readonly DraftPart[] {
  return tab === ALL ? draft.shared : partsFor(draft, tab);
}

export function withParts({ own }: ComposeDraft, tab: string, parts: readonly DraftPart[]): Partial<ComposeDraft> {
  return tab === ALL ? { shared: parts } : { own: { ...own, [tab]: parts } };
}

/** One account says them; where it is the only one, they are the text of all. */
export function withWordsFor(
  { accounts, own }: ComposeDraft,
  account: string,
  parts: readonly DraftPart[],
): Partial<ComposeDraft> {
  if (accounts.length > 1) return { own: { ...own, [account]: parts } };
  return { shared: parts, own: { ...own, [account]: undefined } };
}

/** Where the words of an account are written: in a text of its own, unless it is the only one. */
export function tabOf({ accounts, own }: ComposeDraft, account: string): string {
  return accounts.length > 1 || own[account] !== undefined ? account : ALL;
}

export function partsFor({ shared, own }: ComposeDraft, account: string): readonly DraftPart[] {
  return own[account] ?? shared;
}

export function variantsOf(draft: ComposeDraft, accounts: readonly Account[]): Compose['variants'] {
  return accounts
    .filter(({ id }) => draft.accounts.includes(id))
    .map((account) => ({ account: account.id, parts: partsOn(account, partsFor(draft, account.id)) }));
}

/** As they are sent. Threads are for X: Facebook takes one part, so it gets the whole text in one. */
export function partsOn({ network }: Pick<Account, 'network'>, written: readonly DraftPart[]): DraftPart[] {
  const parts = sendable(written);
  return network === 'facebook' ? [joined(parts)] : parts;
}

/** With whole links; what is none yet is left out. */
function sendable(parts: readonly DraftPart[]): DraftPart[] {
  return parts.map((part) => ({ ...part, link: part.link === null ? null : wholeLink(part.link) }));
}

function joined(parts: readonly DraftPart[]): DraftPart {
  return {
    text: parts.map(({ text }) => text).join('\n\n'),
    link: parts.find(({ link }) => link !== null)?.link ?? null,
    media: parts.flatMap(({ media }) => media),
  };
}

export function whenOf({ when, wall }: ComposeDraft, zone: string): When {
  if (when !== 'at' || wall === null) return { kind: when === 'slot' ? 'slot' : 'now' };
  const at = new Date(wallTimeToInstant(wall, zone)).toISOString();
  return { kind: 'at', at, wallTime: { at: wall.slice(0, 16).replace(' ', 'T'), zone } };
}

/** The link that an article brings is nothing that somebody wrote. */
export function isUnwritten(draft: ComposeDraft, account: string): boolean {
  const isLinkBrought = draft.article !== null && draft.begun === null;
  return partsFor(draft, account).every(
    ({ text, link, media }) => text.trim() === '' && media.length === 0 && (link === null || isLinkBrought),
  );
}

/** Nobody has written anything yet, or they have taken all of it back. */
export function isBlank(draft: ComposeDraft): boolean {
  const accounts = [ALL, ...Object.keys(draft.own)];
  return draft.begun === null && accounts.every((account) => isUnwritten(draft, account));
}
