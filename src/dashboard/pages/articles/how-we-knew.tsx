import { IconBroadcast, IconFileText, IconRss, IconUpload, IconWorld, type Icon } from '@tabler/icons-react';
import { asSentence } from '../../parts/as-sentence.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Explanation } from '../../server/contract.js';
import { msOf, span } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { useWritten } from '../../time/use-written.js';
import { eventDetail } from '../post/event-detail.js';
import { eventMark, eventTitle } from '../post/event-words.js';
import classes from './articles.module.css';

interface Step {
  readonly key: string;
  readonly at: string;
  readonly icon: Icon;
  readonly title: string;
  readonly note: string;
}

const WAYS = {
  poll: { words: 'Seen in', icon: IconRss },
  webhook: { words: 'Told by', icon: IconWorld },
  websub: { words: 'Pushed by', icon: IconBroadcast },
  hand: { words: 'Given by hand,', icon: IconUpload },
} as const;
/** A source that shows it says so itself. */
const SAID_BY_SOURCES = ['article-recorded', 'article-seen-again'];
const DAY_MS = 24 * 3_600_000;

/** From its publication on, by whom it was told and what changed, with the time between. */
export function HowWeKnew({ explanation }: { readonly explanation: Explanation }): React.ReactNode {
  const time = useNewsroomTime();
  const { publishedAt, firstSeenAt } = explanation.article;
  const lateMs = publishedAt === null ? null : msOf(firstSeenAt) - msOf(publishedAt);
  const steps = stepsOf(explanation, useWritten());
  return (
    <>
      <SectionHead title="How we came to know">
        {lateMs !== null && lateMs >= 0 && lateMs < DAY_MS && `known ${after(lateMs)}, `}all times{' '}
        {time.letters(firstSeenAt)}
      </SectionHead>
      <ol className={classes.steps}>
        {steps.map(({ key, at, icon: Mark, title, note }, index) => (
          <li key={key}>
            <p className={classes.stepMark}>
              <Mark size={14} aria-hidden />
              {index + 1 < steps.length && (
                <span className="xs dim">{span(msOf(steps[index + 1]?.at ?? at) - msOf(at))}</span>
              )}
            </p>
            <time className="sm mid" dateTime={at}>
              {time.dayKey(at) !== time.dayKey(firstSeenAt) && `${time.day(at)} `}
              {time.seconds(at)}
            </time>
            <p className={classes.stepTitle}>{title}</p>
            {note !== '' && <p className="sm mid">{asSentence(note)}</p>}
          </li>
        ))}
      </ol>
    </>
  );
}

function stepsOf({ article, sightings, events }: Explanation, written: (words: string) => string): readonly Step[] {
  const { publishedAt, authors, section } = article;
  const by = [authors.length > 0 && `by ${authors.join(', ')}`, section !== null && `in ${section}`].filter(Boolean);
  const published: Step[] =
    publishedAt === null
      ? []
      : [
          {
            key: 'published',
            at: publishedAt,
            icon: IconFileText,
            title: 'Published on the site',
            note: by.join(', '),
          },
        ];
  const seen = sightings.map(({ source, way, at }): Step => {
    const { words, icon } = WAYS[way];
    return { key: `${source} ${way}`, at, icon, title: `${words} ${source}`, note: '' };
  });
  const happened = events
    .filter(({ post, kind }) => post === null && !(sightings.length > 0 && SAID_BY_SOURCES.includes(kind)))
    .map((event): Step => {
      const note = eventDetail(event, written);
      return { key: event.id, at: event.at, icon: eventMark(event).icon, title: eventTitle(event), note };
    });
  return [...published, ...seen, ...happened].sort((a, b) => msOf(a.at) - msOf(b.at));
}

function after(ms: number): string {
  return ms < 500 ? 'at once' : `after ${span(ms)}`;
}
