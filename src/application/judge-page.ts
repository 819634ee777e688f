import { NO_ANSWER, type PageAnswer, type PageFinding } from '../domain/page-check.js';
import { pageKey } from './article-keys.js';

const GONE: ReadonlySet<number> = new Set([404, 410, 451]);
/** `/`, and the home page of a language: `/en/`. */
const HOME = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?(?:index\.\w+)?$/i;

/** Was the article behind this address taken down? Only the site says so: that it does not answer proves nothing. */
export function judgeArticlePage(asked: string, answer: PageAnswer): PageFinding {
  const finding = judgePage(asked, answer);
  if (finding.kind !== 'fine' || answer.kind !== 'answered') return finding;
  const { address, facts } = answer;
  if (isHome(address) && !isHome(asked)) return takenDown('home', `its page leads to the home page: ${asked}`);
  if (facts.isNoindex) return judgeHidden(asked, address, facts.canonicalLink);
  const canonical = facts.canonicalLink;
  if (canonical === null || [asked, address].some((each) => isSamePage(canonical, each))) return finding;
  return takenDown(`canonical ${canonical}`, `its page names another one in its place (canonical): ${canonical}`);
}

/** An editor links to other people's pages as well: how those want to be listed, or whether they let us in, is not asked. */
export function judgeOtherPage(asked: string, answer: PageAnswer): PageFinding {
  const finding = judgePage(asked, answer);
  return finding.kind === 'taken-down' ? finding : { kind: 'fine' };
}

function judgePage(asked: string, answer: PageAnswer): PageFinding {
  switch (answer.kind) {
    case 'not-asked':
      return { kind: 'fine' };
    case 'unreachable':
      return noAnswer(answer.message, asked);
    case 'answered':
      if (GONE.has(answer.status)) return takenDown('gone', `its page is gone (${answer.status}): ${asked}`);
      return answer.status >= 400 ? noAnswer(String(answer.status), asked) : { kind: 'fine' };
  }
}

/** A page that asks not to be found: the article's own, or one that a redirect put before it, for consent or a login. */
function judgeHidden(asked: string, address: string, canonical: string | null): PageFinding {
  const isAsked = isAtSamePage(asked, address) || (canonical !== null && isSamePage(canonical, asked));
  if (isAsked) return takenDown('noindex', `its page asks not to be found (noindex): ${asked}`);
  const { origin, pathname } = new URL(address);
  return noAnswer(`it leads to ${origin}${pathname}, which asks not to be found`, asked);
}

function takenDown(code: string, reason: string): PageFinding {
  return { kind: 'taken-down', code, reason };
}

function noAnswer(why: string, asked: string): PageFinding {
  return { kind: 'no-answer', code: NO_ANSWER, reason: `its page cannot be seen (${why}): ${asked}` };
}

function isHome(address: string): boolean {
  const { pathname, search } = new URL(address);
  return HOME.test(pathname) && search === '';
}

/** The canonical address may leave out what the query of a link adds, all of it or some. */
function isSamePage(canonical: string, address: string): boolean {
  const kept = new URL(address);
  const named = new URL(canonical).searchParams;
  kept.search = new URLSearchParams(
    [...kept.searchParams].filter(([name, value]) => named.getAll(name).includes(value)),
  ).toString();
  const key = pageKey(canonical);
  return key !== null && [address, kept.href].some((each) => pageKey(each) === key);
}

/** Written in another way, and with parameters more or less. */
function isAtSamePage(asked: string, address: string): boolean {
  return (isHome(asked) && isHome(address)) || isSamePage(asked, address) || isSamePage(address, asked);
}
