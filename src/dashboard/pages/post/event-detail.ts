import { sourceNote } from '../../parts/source-note.js';
import { STATES } from '../../parts/state-mark.js';
import type { PostEvent, PostState } from '../../server/contract.js';
import { howItCame } from './how-it-came.js';

const SETTINGS: Readonly<Record<string, string>> = {
  newsroomName: 'name of the newsroom',
  editorsNeedApproval: 'what editors queue waits for a second person',
  saveTemplates: 'administrators may save templates',
};
const ANSWERS: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** What an event says beside its kind, without words of ours. `written`: in the newsroom's time. */
export function eventDetail(
  { kind, detail }: Pick<PostEvent, 'kind' | 'detail'>,
  written: (words: string) => string,
): string {
  switch (kind) {
    case 'post-planned':
    case 'post-queued':
      return written(withStateWord(detail));
    case 'post-released':
      return written(detail.replace(/^[a-z-]+(, )?/, ''));
    case 'delivery-opened':
      return detail === 'part 1' ? '' : detail;
    case 'article-recorded':
    case 'article-seen-again':
      return howItCame(detail);
    case 'source-polled':
    case 'source-failing':
    case 'source-recovered':
    case 'source-paused':
    case 'source-resumed':
      return written(sourceNote(detail));
    case 'setting-changed':
      return detail.replace(/^(\w+): (.*)$/, (_, name: string, value: string) =>
        [SETTINGS[name] ?? name, ANSWERS[value] ?? value].join(': '),
      );
    case 'delivery-try-again':
    case 'delivery-look-up':
    case 'delivery-ask-again':
    case 'look-up-look-again':
      return written(withoutCode(detail));
    case 'article-changed':
      return /^revision \d+$/.test(detail) ? '' : written(detail);
    case 'source-accepted':
      return detail === 'post' ? 'they are posted' : 'none of them is posted';
    case 'article-keys-collide':
      return 'what came in as another article has the same address or title: the older one counts';
    // The title says it all; beside it stands what only the program knows by.
    case 'article-held-alike':
    case 'claim-abandoned':
      return '';
    default:
      return written(detail);
  }
}

/** Ledgers keep what services before this one wrote: `X gave no answer (ECONNRESET) (again at 2026-11-24T…Z)`. */
function withoutCode(detail: string): string {
  return detail
    .replace(/ \((?:E[A-Z]{3,}|UND_ERR_\w+|closed)\)/, '')
    .replace(/ \(again at (\S+)\)$/, '; again at $1')
    .replace('the worker died', 'the program stopped');
}

/** `held: why` begins with the name of a state. */
function withStateWord(detail: string): string {
  return detail.replace(/^[a-z-]+/, (name) => (name in STATES ? STATES[name as PostState].word : name));
}
