import { sourceNote } from '../../parts/source-note.js';
import { STATES } from '../../parts/state-mark.js';
import type { PostEvent, PostState } from '../../server/contract.js';
import type { NewsroomTime } from '../../time/newsroom-time.js';
import { writeInstants } from '../../time/write-instants.js';
import { howItCame } from './how-it-came.js';

const SETTINGS: Readonly<Record<string, string>> = {
  newsroomName: 'name of the newsroom',
  editorsNeedApproval: 'what editors queue waits for a second person',
  saveTemplates: 'administrators may save templates',
};
const ANSWERS: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** What an event says beside its kind, without words of ours and in the newsroom's time. */
export function eventDetail({ kind, detail }: Pick<PostEvent, 'kind' | 'detail'>, time: NewsroomTime): string {
  switch (kind) {
    case 'post-planned':
    case 'post-queued':
      return writeInstants(withStateWord(detail), time);
    case 'post-released':
      return writeInstants(detail.replace(/^[a-z-]+(, )?/, ''), time);
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
      return writeInstants(sourceNote(detail), time);
    case 'setting-changed':
      return detail.replace(/^(\w+): (.*)$/, (_, name: string, value: string) =>
        [SETTINGS[name] ?? name, ANSWERS[value] ?? value].join(': '),
      );
    default:
      return writeInstants(detail, time);
  }
}

/** `held: why` begins with the name of a state. */
function withStateWord(detail: string): string {
  return detail.replace(/^[a-z-]+/, (name) => (name in STATES ? STATES[name as PostState].word : name));
}
