import { splitSentences } from '../../domain/sentences.js';
import { leadOf } from '../sources/files/lead.js';

/** Longer than any summary that an editor writes: the feed has the whole text there. */
const MAX_SUMMARY = 700;
/** What is looked at to find the lead. */
const MAX_OPENING = 4_000;

/** Nothing that is added at the end of a text is longer: only so much of it is searched. */
const MAX_TAIL = 800;

const MORE =
  '(?:continue reading|read more|read the (?:rest|full)|keep reading|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leia mais|continua a leggere|leggi tutto|lees meer|続きを読む)';
const CUT = new RegExp(
  `(?:[[(] ?(?:…|\\.{3}) ?[\\])]|…|\\.{3})\\s*(?:${MORE}[^\\n]{0,300})?$|(?<=^|\\n)${MORE}[^\\n]{0,300}$|(?<=[.!?…] )${MORE}[ .…»›→>]*$`,
  'iu',
);
/** What Yoast SEO for WordPress adds, in the languages whose sites were seen with it. */
const APPEARED_FIRST =
  /\b(?:The post|Der Beitrag|L['’]article|La entrada|O post|O conteúdo|L['’]articolo|Het bericht) [^\n]{1,400}? (?:appeared first on|erschien zuerst auf|est apparu en premier sur|(?:aparece primero|se publicó primero|apareció primero) en|apareceu primeiro em|proviene da|verscheen eerst op) [^\n]{1,200}$/;

/** Paragraphs without the last one that WordPress adds: `The post TITLE appeared first on SITE`. */
export function withoutBoilerplate(text: string, title: string, site: string): string {
  const trimmed = withoutEnd(text, APPEARED_FIRST);
  const last = trimmed.slice(trimmed.lastIndexOf('\n\n') + 1).trim();
  // The same in any other language: a short paragraph that names the article, and ends with the site.
  const rest = last.length - title.length - site.length;
  const isBoilerplate = title !== '' && site !== '' && rest > 0 && rest < 60 && last.includes(title);
  if (!isBoilerplate || !last.replace(/[.。]$/, '').endsWith(site)) return trimmed;
  return trimmed.slice(0, trimmed.length - last.length).trimEnd();
}

/** Of an article that goes on elsewhere, its paragraphs up to the last whole sentence: without `[…]` or `Continue reading`. */
export function withoutCut(text: string): string {
  const words = withoutEnd(text, CUT);
  if (words === text || words === '' || ENDS_LIKE_SENTENCE.test(words)) return words;
  const last = words.slice(words.lastIndexOf('\n\n') + 1);
  const unfinished = splitSentences(last).at(-1) ?? '';
  return words.slice(0, words.length - unfinished.length).trimEnd() || `${words}…`;
}

function withoutEnd(text: string, end: RegExp): string {
  const tail = text.slice(-MAX_TAIL);
  return (text.slice(0, text.length - tail.length) + tail.replace(end, '')).trimEnd();
}

/** The feed's own words where they are a summary, else the lead; whole sentences as long as there is one. */
export function summaryOf(description: string, body: string): string {
  const words = withoutEnd(description, CUT);
  if (words === '' || words.length > MAX_SUMMARY) return leadOf((words || body).slice(0, MAX_OPENING));
  if (words === description) return inOneLine(words);
  const sentences = splitSentences(words);
  const last = sentences.at(-1) ?? '';
  const whole = ENDS_LIKE_SENTENCE.test(last) ? sentences : sentences.slice(0, -1);
  if (whole.length > 0) return inOneLine(whole.join(' '));
  const lead = leadOf(body.slice(0, MAX_OPENING));
  // The body may be nothing but these words.
  return lead === '' || words.startsWith(withoutEnd(lead, CUT)) ? `${inOneLine(words)}…` : lead;
}

const ENDS_LIKE_SENTENCE = /[.!?。！？｡]["'”’»)\]」』）]*$/u;

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
