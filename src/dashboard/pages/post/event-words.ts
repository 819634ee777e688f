import {
  IconAlertOctagonFilled,
  IconArrowBackUp,
  IconBraces,
  IconCancel,
  IconCircleArrowUp,
  IconCircleCheckFilled,
  IconCirclePause,
  IconClockHour4,
  IconEye,
  IconHourglass,
  IconPencil,
  IconPlayerPlay,
  IconPoint,
  IconProgressHelp,
  IconRefresh,
  IconSquareCheck,
  type Icon,
} from '@tabler/icons-react';
import type { PostEvent } from '../../server/contract.js';

interface EventWords {
  readonly title: string;
  readonly icon: Icon;
  /** `unsure`: while nobody knows whether it is there; `bad`: a refusal. */
  readonly tone?: 'unsure' | 'bad' | 'out';
}

/** What happened, in an editor's words, by the stable kinds of the API. */
const WORDS: Readonly<Record<string, EventWords>> = {
  'post-planned': { title: 'Written and planned', icon: IconBraces },
  'post-queued': { title: 'Queued', icon: IconClockHour4 },
  'post-changed': { title: 'Words changed', icon: IconPencil },
  'article-changed': { title: 'The article changed on the site', icon: IconRefresh },
  'post-approved': { title: 'Approved', icon: IconSquareCheck },
  'post-returned': { title: 'Given back with a note', icon: IconArrowBackUp },
  'post-rescheduled': { title: 'Moved to another time', icon: IconClockHour4 },
  'post-held': { title: 'Held', icon: IconCirclePause, tone: 'unsure' },
  'post-released': { title: 'Let go', icon: IconPlayerPlay },
  'post-cancelled': { title: 'Cancelled', icon: IconCancel },
  'post-expired': { title: 'Too late: it was not sent', icon: IconHourglass },
  'post-retracted': { title: 'Deleted from the network', icon: IconArrowBackUp },
  'delivery-opened': { title: 'Sent', icon: IconCircleArrowUp, tone: 'out' },
  'delivery-part-published': { title: 'Published', icon: IconCircleCheckFilled },
  'delivery-rejected': { title: 'The network refused it', icon: IconAlertOctagonFilled, tone: 'bad' },
  'delivery-try-again': { title: 'Not taken now: tried again later', icon: IconRefresh },
  'delivery-account-paused': { title: 'The network refused the account', icon: IconAlertOctagonFilled, tone: 'bad' },
  'delivery-look-up': { title: 'No clear answer: it may be there or not', icon: IconProgressHelp, tone: 'unsure' },
  'delivery-held': { title: 'Held before it was sent', icon: IconCirclePause, tone: 'unsure' },
  'delivery-ask-again': { title: 'Its page did not answer: asked again later', icon: IconRefresh },
  'look-up-part-published': { title: 'Looked on the network: there it is', icon: IconEye },
  'look-up-look-again': { title: 'Looked on the network: not there yet', icon: IconEye, tone: 'unsure' },
  'look-up-try-again': { title: 'Looked again: it is not there, so it is sent once more', icon: IconEye },
  'look-up-unconfirmed': {
    title: 'Nobody can tell from here: a person has to look',
    icon: IconProgressHelp,
    tone: 'unsure',
  },
  'look-up-rejected': {
    title: 'It is not there, and the network does not want it',
    icon: IconAlertOctagonFilled,
    tone: 'bad',
  },
  'prepare-warning': { title: 'Something beside the words did not work out', icon: IconPoint },
};

function wordsOf(kind: string): EventWords {
  const plain = kind.replaceAll('-', ' ');
  return WORDS[kind] ?? { title: `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`, icon: IconPoint };
}

export function eventTitle({ kind, by }: Pick<PostEvent, 'kind' | 'by'>): string {
  const { title } = wordsOf(kind);
  return by === null ? title : `${title} by ${by.name}`;
}

export function eventMark(kind: string): Pick<EventWords, 'icon' | 'tone'> {
  return wordsOf(kind);
}

/** The same words for the audit and for an article. */
export function kindTitle(kind: string): string {
  return wordsOf(kind).title;
}
