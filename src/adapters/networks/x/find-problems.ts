import type { Account } from '../../../domain/account.js';
import type { Draft, DraftPart, Problem } from '../../../domain/post.js';
import { weightedLength } from './weighted-length.js';

const CHARACTER_LIMIT = 280;
const MOST_PICTURES = 4;
/** As https://github.com/twitter/twitter-text sees them: `$ABC`, `$BRK.A`. */
const CASHTAG = /(?<=^|\s)\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?=$|\s|[!'#%&()*+,\\\-./:;<=>?@[\]^_{|}~$])/gi;

export function measure(text: string, account: Account): { readonly used: number; readonly limit: number } {
  return { used: weightedLength(text), limit: account.settings.characterLimit ?? CHARACTER_LIMIT };
}

/** Everything in the draft that X would refuse. */
export function findProblems({ parts }: Draft, account: Account): readonly Problem[] {
  return parts.flatMap((part, index) => {
    const where = parts.length === 1 ? 'The post' : `Part ${index + 1} of ${parts.length}`;
    return findPartProblems(part, account).map(({ code, message }) => ({
      code,
      part: index,
      message: `${where} ${message}`,
    }));
  });
}

function findPartProblems(part: DraftPart, account: Account): { readonly code: string; readonly message: string }[] {
  const { used, limit } = measure(part.text, account);
  const cashtags = part.text.match(CASHTAG) ?? [];
  const problems: { code: string; message: string }[] = [];
  if (part.text.trim() === '') problems.push({ code: 'empty', message: 'has no text' });
  if (used > limit)
    problems.push({ code: 'too-long', message: `has ${used} of ${limit} characters, ${used - limit} too many` });
  // Since 2026, see the change log on https://docs.x.com/changelog
  if (cashtags.length > 1)
    problems.push({
      code: 'too-many-cashtags',
      message: `has ${cashtags.length} cashtags (${cashtags.join(', ')}); X takes one`,
    });
  if (part.media.length > MOST_PICTURES)
    problems.push({
      code: 'too-many-pictures',
      message: `has ${part.media.length} pictures; X takes ${MOST_PICTURES}`,
    });
  return problems;
}
