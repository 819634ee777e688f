/** `poll 200, 5 articles, 1 new, not posted: why`, or with `; it is news here …` behind it. */
const TOLD = /^(poll|webhook|websub|hand)\b.*?(?:, not posted: (.+?))?(?:; (it is news here.*))?$/;
/** That a source was asked is the usual way, and that it brought how many stands beside it once. */
const WAYS: Readonly<Record<string, string>> = {
  poll: '',
  webhook: 'told by the site',
  websub: 'pushed by the site',
  hand: 'given by hand',
  file: 'from a file',
  sample: 'a sample',
};
/** As services before this one wrote it, and as ledgers keep it. */
const WHY: Readonly<Record<string, string>> = {
  primed: 'it was there already when its source was first read',
  'too-old': 'it was too old when it was first seen',
};

/** How an article came, in an editor's words. */
export function howItCame(detail: string): string {
  const [, way = detail, why, news] = TOLD.exec(detail) ?? [];
  const notPosted = why === undefined ? '' : `not posted: ${WHY[why] ?? why}`;
  return [WAYS[way] ?? way, notPosted, news].filter((words) => words !== undefined && words !== '').join('; ');
}
