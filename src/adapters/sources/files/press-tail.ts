import type { Block } from './press-blocks.js';

export interface TailLink {
  readonly url: string;
  readonly host: string;
  /** What stands behind the address. */
  readonly description: string;
  /** The description was set off by a dash: it describes, it does not name. */
  readonly dashed: boolean;
}

/** The boilerplate below the last paragraph, as data. */
export interface PressTail {
  /** Number of the first block that belongs to it. */
  readonly start: number;
  readonly links: readonly TailLink[];
  /** `Example News is part of the Example Times group`: the group. */
  readonly group: string | null;
  readonly tags: string | null;
}

const LINK = /^(?:https?:\/\/|www\.)\S+/i;
const LABELLED_LINK = /^[^.!?。]{1,40}[:–—-]\s*(?=https?:\/\/\S+$)/u;
const GROUP =
  /^[^.!?]{1,80}\b(?:is|are)(?: a)? (?:part|member|division) of (?:the )?(.{2,60}?)(?: (?:media|news))? (?:group|network|family)$/iu;
const BOILERPLATE: readonly RegExp[] = [
  GROUP,
  LINK,
  LABELLED_LINK,
  /^(?:please )?(?:join|follow|like|find|connect with)\b.{0,60}\b(?:us|twitter|x|x\.com|facebook|instagram|bluesky|mastodon|linkedin|youtube)\b.{0,40}$/iu,
  /^(?:please )?(?:subscribe|donate|sign up|support our)\b.{0,100}$/iu,
  /^(?:©|\(c\)|copyright\b).{0,150}$/iu,
  /^.{0,100}\ball rights reserved\b.{0,20}$/iu,
  /^(?:tags|keywords|categories|タグ)\s*[:：]/iu,
  /^(?:#{3}|-?30-?|\*{3}|ends)$/iu,
  /^.{0,60}(?:フォロー|いいね|購読|登録)(?:を|して|お願い|はこちら).{0,20}$|無断(?:転載|複製)|^.{1,40}グループ(?:の一員|の媒体|に属|です)/u,
];

/** No newsroom has more of them; each is compared with all the others. */
const MAX_LINKS = 100;

/** Walks up from the end, as long as lines are boilerplate or short ones above such; stops at the first sentence. */
export function readTail(blocks: readonly Block[]): PressTail {
  let start = blocks.length;
  // The first block is the title, whatever it looks like.
  while (start > 1 && isBoilerplate(blocks[start - 1]?.text ?? '', blocks, start)) start--;
  const texts = blocks.slice(start).map(({ text }) => text);
  return {
    start,
    links: texts.flatMap(readLink).slice(0, MAX_LINKS),
    group: texts.map((text) => GROUP.exec(text.replace(/\.$/, ''))?.[1]).find((name) => name !== undefined) ?? null,
    tags:
      texts
        .map((text) => /^(?:tags|keywords|タグ)\s*[:：]\s*(.*)$/iu.exec(text)?.[1])
        .find((tags) => tags !== undefined) ?? null,
  };
}

function isBoilerplate(text: string, blocks: readonly Block[], start: number): boolean {
  if (BOILERPLATE.some((form) => form.test(text))) return true;
  const below = blocks[start];
  if (below === undefined) return false;
  // With a full stop it may be a sentence of the article, unless the site is named below.
  const [subject] = /^.+?(?= (?:is|are) )/.exec(text) ?? [];
  const isGroup = GROUP.test(text.replace(/\.$/, ''));
  if (isGroup && blocks.slice(start).some((block) => block.text.includes(subject ?? text))) return true;
  return text.length <= 60 && !/[.!?…:。！？："'”’」』)]$/u.test(text) && LINK.test(below.text);
}

function readLink(text: string): readonly TailLink[] {
  const [written] = /(?:https?:\/\/|www\.)\S+/i.exec(text) ?? [];
  if (written === undefined || !(LINK.test(text) || LABELLED_LINK.test(text))) return [];
  const url = written.replace(/(?<![,;)])[,;)]+$/, '');
  const absolute = /^www\./i.test(url) ? `https://${url}` : url;
  if (!URL.canParse(absolute)) return [];
  const behind = LINK.test(text) ? text.slice(written.length).trim() : text.replace(/\s*[:–—-]\s*https?:\S+$/u, '');
  return [
    {
      url: absolute,
      host: new URL(absolute).hostname.replace(/^(?:www|m|mobile)\./, ''),
      description: behind.replace(/^[–—:|-]+\s*/u, ''),
      dashed: /^[–—:|-]/u.test(behind),
    },
  ];
}
