/** Whole sentences in order, trimmed. A quotation or a bracket is never cut; a blank line always ends a sentence. */
export function splitSentences(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .flatMap(splitParagraph)
    .filter((sentence) => sentence !== '');
}

function splitParagraph(paragraph: string): string[] {
  const sentences: string[] = [];
  const enclosed = findEnclosed(paragraph);
  let start = 0;
  for (const match of paragraph.matchAll(STOP)) {
    const end = match.index + match[0].length;
    if ((enclosed[end] ?? 0) > 0 || !endsSentence(paragraph, match.index, match[0], end)) continue;
    sentences.push(paragraph.slice(start, end).trim());
    start = end;
  }
  sentences.push(paragraph.slice(start).trim());
  return sentences;
}

/** Stops, and the quotes and brackets that close after them. */
const STOP = /[.!?…。！？｡।۔؟]+["'”’»›)\]」』）〉》】]*/gu;
const FULL_WIDTH_STOP = /^[。！？｡]/u;
const CLOSER = /["'”’»›)\]」』）〉》】]$/u;

function endsSentence(text: string, at: number, stop: string, end: number): boolean {
  const after = text.slice(end, end + 60);
  if (after.trim() === '') return true;
  // In `「…。」と述べた` the quotation is only a part of the sentence.
  if (FULL_WIDTH_STOP.test(stop)) return !(CLOSER.test(stop) && GOES_ON_AFTER_QUOTE.test(after));
  if (!/^\s/.test(after)) return false;
  const next = after.trimStart().replace(/^["'“‘«‹([「『（]+/u, '');
  if (!/^[\p{Lu}\p{Lt}\p{Lo}\p{N}\p{Sc}\p{Extended_Pictographic}#@]/u.test(next)) return false;
  if (/^[!?]["'”’»]/u.test(stop)) return !ATTRIBUTION.test(next);
  return !stop.startsWith('.') || stop.startsWith('..') || !isAbbreviation(text.slice(Math.max(0, at - 16), at), next);
}

const GOES_ON_AFTER_QUOTE = /^\s*(?!ところ|とはいえ|とくに|ともかく|とりわけ|のち)(?:と|って|など|の|、|，)/u;
/** `“Why now?” Mayor Ito asked`: the question is not the end. */
const ATTRIBUTION =
  /^(?:\p{Lu}[\p{L}.’'-]*\s+){1,4}(?:said|says|asked|asks|added|adds|told|wrote|writes|replied|answered|shouted|cried)\b/u;

/** Always followed by a name or a number. */
const BEFORE_NAME =
  /^(?:mr|mrs|ms|messrs|mx|dr|prof|gov|sen|rep|gen|col|lt|sgt|capt|cmdr|adm|maj|pvt|hon|rev|fr|pres|supt|det|atty|mt|vs|cf|e\.g|i\.e|approx|fig|vol|pp|al)$/iu;
const BEFORE_NUMBER = /^(?:no|nos|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|p|art|sec|ch)$/iu;
/** May stand at the end of a sentence too: the next word tells. */
const ANYWHERE =
  /^(?:st|ft|ave|blvd|rd|inc|ltd|co|corp|bros|llc|plc|jr|sr|etc|ph\.d|dept|univ|assn|est|jan|feb|mar|apr|aug|sept?|oct|nov|dec|(?:\p{L}\.)*\p{L})$/iu;
const OPENS_SENTENCE =
  /^(?:(?:The|A|An|This|That|These|Those|It|Its|He|She|They|We|You|I|His|Her|Their|Our|In|On|At|For|From|With|By|As|To|Of|But|And|Or|So|If|When|While|After|Before|Since|Until|Although|Because|However|Meanwhile|Still|Yet|Now|Then|There|Here|Both|Some|Many|Most|Several|All|No|Not|One|Two|What|Who|Why|How|Where|Officials|Police)(?=[\s,’'])|(?:Mr|Mrs|Ms|Dr)\.\s)/u;

function isAbbreviation(before: string, next: string): boolean {
  const word = /[\p{L}\p{N}.'’-]*$/u.exec(before)?.[0].replace(/^['’-]+/u, '') ?? '';
  if (BEFORE_NAME.test(word)) return true;
  if (BEFORE_NUMBER.test(word) && /^\p{N}/u.test(next)) return true;
  return ANYWHERE.test(word) && !OPENS_SENTENCE.test(next);
}

const PAIRS: ReadonlyMap<string, string> = new Map(
  ['“”', '«»', '「」', '『』', '()', '（）', '[]', '【】'].map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
/** How far a closing mark looks for its partner past marks that were never closed: keeps hostile text linear. */
const MAX_UNCLOSED = 8;

/** 1 and more for each position that lies between a quote or bracket and its partner. A lone one encloses nothing. */
function findEnclosed(text: string): Int32Array {
  const depth = new Int32Array(text.length + 2);
  const enclose = (from: number, to: number) => {
    depth[from + 1] = (depth[from + 1] ?? 0) + 1;
    depth[to + 1] = (depth[to + 1] ?? 0) - 1;
  };
  const open: { readonly closer: string; readonly at: number }[] = [];
  let straightAt: number | null = null;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const closer = PAIRS.get(character);
    if (character === '"') {
      if (straightAt !== null) enclose(straightAt, at);
      straightAt = straightAt === null ? at : null;
    } else if (closer !== undefined) {
      open.push({ closer, at });
    } else {
      const partner = open.slice(-MAX_UNCLOSED).findLast((mark) => mark.closer === character);
      if (partner === undefined) continue;
      open.length = open.lastIndexOf(partner);
      enclose(partner.at, at);
    }
  }
  for (let at = 1; at < depth.length; at++) depth[at] = (depth[at] ?? 0) + (depth[at - 1] ?? 0);
  return depth;
}
