import { splitSentences } from '../../../domain/sentences.js';
import { leadOf } from '../files/lead.js';

/** Longer than any summary that an editor writes: the feed has the whole text there. */
const MAX_SUMMARY = 700;
/** What is looked at to find the lead. */
const MAX_OPENING = 4_000;

const MORE =
  '(?:continue reading|read more|read the (?:rest|full)|keep reading|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leia mais|continua a leggere|leggi tutto|lees meer|続きを読む)';
const CUT = new RegExp(
  `\\s*(?:[[(]\\s*(?:…|\\.{3})\\s*[\\])]|…|\\.{3})\\s*(?:${MORE}[^\\n]{0,300})?$|\\s*(?:^|\\n)\\s*${MORE}[^\\n]{0,300}$`,
  'iu',
);
/** What Yoast SEO for WordPress adds, in the languages whose sites were seen with it. */
const APPEARED_FIRST =
  /\b(?:The post|Der Beitrag|L['’]article|La entrada|O post|O conteúdo|L['’]articolo|Het bericht)\s[^\n]{0,400}?(?:appeared first on|erschien zuerst auf|est apparu en premier sur|(?:aparece primero|se publicó primero|apareció primero) en|apareceu primeiro em|proviene da|verscheen eerst op)\s[^\n]{0,200}$/iu;

/** Paragraphs without the last ones that WordPress adds: `The post TITLE appeared first on SITE`. */
export function withoutBoilerplate(text: string, title: string, site: string): string {
  const trimmed = text.replace(APPEARED_FIRST, '').trimEnd();
  const at = trimmed.lastIndexOf('\n\n');
  const last = trimmed.slice(at < 0 ? 0 : at + 2);
  // The same in any other language: a short paragraph that names the article, and ends with the site.
  const isBoilerplate =
    title !== '' &&
    site !== '' &&
    last.includes(title) &&
    last.length < title.length + site.length + 60 &&
    last.length > title.length + site.length &&
    last.replace(/[.。]$/, '').endsWith(site);
  return isBoilerplate ? trimmed.slice(0, Math.max(at, 0)).trimEnd() : trimmed;
}

/** The feed's own words where they are a summary, else the lead; whole sentences as long as there is one. */
export function summaryOf(description: string, body: string): string {
  const isCut = CUT.test(description);
  const words = description.replace(CUT, '').trim();
  if (words === '' || words.length > MAX_SUMMARY) return leadOf((words || body).slice(0, MAX_OPENING));
  if (!isCut) return inOneLine(words);
  const sentences = splitSentences(words);
  const last = sentences.at(-1) ?? '';
  const whole = ENDS_LIKE_SENTENCE.test(last) ? sentences : sentences.slice(0, -1);
  if (whole.length > 0) return inOneLine(whole.join(' '));
  const lead = leadOf(body.slice(0, MAX_OPENING));
  // The body may be nothing but these words.
  return lead === '' || CUT.test(lead) || words.startsWith(lead) ? `${inOneLine(words)}…` : lead;
}

const ENDS_LIKE_SENTENCE = /[.!?。！？｡]["'”’»)\]」』）]*$/u;

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
