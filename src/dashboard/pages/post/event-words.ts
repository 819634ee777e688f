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
import { NEWSROOM_TITLES } from './newsroom-titles.js';

interface EventWords {
  readonly title: string;
  readonly icon: Icon;
  /** `unsure`: while nobody knows whether it is there; `bad`: a refusal. */
  readonly tone?: 'unsure' | 'bad' | 'out';
}

type Told = Pick<PostEvent, 'kind' | 'detail'>;

/** What happened, in an editor's words, by the stable kinds of the API. */
const POST_WORDS: Readonly<Record<string, EventWords>> = {
  'post-planned': { title: 'Written and planned', icon: IconBraces },
  'post-queued': { title: 'Queued', icon: IconClockHour4 },
  'post-changed': { title: 'Changed', icon: IconPencil },
  'article-changed': { title: 'The article changed on the site', icon: IconRefresh },
  'article-withdrawn': { title: 'The site took the article back', icon: IconArrowBackUp, tone: 'unsure' },
  'article-published-again': { title: 'The site published the article again', icon: IconRefresh },
  'post-approved': { title: 'Approved', icon: IconSquareCheck },
  'post-returned': { title: 'Given back with a note', icon: IconArrowBackUp },
  'post-rescheduled': { title: 'Moved to another time', icon: IconClockHour4 },
  'post-held': { title: 'Held', icon: IconCirclePause, tone: 'unsure' },
  'post-released': { title: 'Let go', icon: IconPlayerPlay },
  'post-cancelled': { title: 'Cancelled', icon: IconCancel },
  'post-expired': { title: 'Too late: it was not sent', icon: IconHourglass },
  'post-retracted': { title: 'Deleted from the network', icon: IconArrowBackUp },
  'post-note': { title: 'A note was written', icon: IconPencil },
  'prepare-warning': { title: 'Something beside the words did not work out', icon: IconPoint },
  'claim-abandoned': { title: 'It was not sent after all: the program stopped before', icon: IconRefresh },
  'confirmed-published': { title: 'Seen on the network', icon: IconEye },
  'confirmed-absent': { title: 'Not on the network: sent once more', icon: IconEye },
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
  'look-up-send-again': { title: 'Looked again: it is not there, so it is sent once more', icon: IconEye },
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
};

function wordsOf({ kind, detail }: Told): EventWords {
  if (kind === 'post-released' && detail.startsWith('awaiting-approval'))
    return wordsOf({ kind: 'post-approved', detail });
  return POST_WORDS[kind] ?? { title: NEWSROOM_TITLES[kind] ?? kind.replaceAll('-', ' '), icon: IconPoint };
}

/** "Approved by Ilse Varnai" */
export function eventTitle(event: Told & Pick<PostEvent, 'by'>): string {
  const { title } = wordsOf(event);
  return event.by === null ? title : `${title} by ${event.by.name}`;
}

export function eventMark(event: Told): Pick<EventWords, 'icon' | 'tone'> {
  return wordsOf(event);
}

/** What may be asked for by its kind. */
export const KINDS: readonly (readonly [kind: string, title: string])[] = [
  ...Object.entries(POST_WORDS).map(([kind, { title }]) => [kind, title] as const),
  ...Object.entries(NEWSROOM_TITLES),
];
