import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NetworkMark } from '../../parts/account-name.js';
import { SectionHead } from '../../parts/section-head.js';
import { STATES } from '../../parts/state-mark.js';
import type { Account, CalendarPost, Preview } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useNow } from '../../time/clock.js';
import { msOf } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { wallNow, wallTimeToInstant } from '../../time/wall-time.js';
import { timeOf, wordsOf } from '../calendar/cards.js';
import { COUNTED } from '../calendar/find-clash.js';
import { quietTimesOf } from '../calendar/habits.js';
import type { DraftInHand } from './use-compose-draft.js';
import type { Previewed } from './use-preview.js';
import classes from './around.module.css';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHOWN_MS = 6 * HOUR_MS;
const HOURS = Array.from({ length: SHOWN_MS / HOUR_MS }, (_, hour) => hour * HOUR_MS);

interface AroundProps {
  readonly inHand: DraftInHand;
  readonly accounts: readonly Account[];
  readonly previews: readonly Preview[];
  readonly saidOf: Previewed['saidOf'];
  /** Of what is scheduled already, the time is changed elsewhere. */
  readonly mayMove: boolean;
}

/** What else goes out around that time, a line for each account. */
export function Around(props: AroundProps): React.ReactNode {
  const { zone } = useNewsroomTime();
  const { when, wall } = props.inHand.draft;
  const first = props.previews.flatMap(({ goesOutAt }) => goesOutAt ?? []).sort()[0];
  if (first === undefined) return null;
  const wanted = when === 'at' && wall !== null ? wallTimeToInstant(wall, zone) : null;
  return <Hours {...props} wanted={wanted} at={wanted ?? msOf(first)} />;
}

interface HoursProps extends AroundProps {
  /** The time that was chosen; null = none. */
  readonly wanted: number | null;
  readonly at: number;
}

function Hours({ inHand, accounts, previews, saidOf, mayMove, wanted, at }: HoursProps): React.ReactNode {
  const time = useNewsroomTime();
  const now = useNow(MINUTE_MS);
  const from = useWindow(at);
  const range = { from: new Date(from).toISOString(), to: new Date(from + SHOWN_MS).toISOString() };
  const calendar = useQuery({ ...reading('readCalendar', { query: range }), placeholderData: keepPreviousData });
  const posts = calendar.data?.posts.filter(({ state }) => COUNTED.has(state)) ?? [];
  // Where somebody moves it, it is at once; what its limits say of that comes with the next preview.
  const isAhead = wanted !== null && (saidOf.when !== 'at' || saidOf.wall !== inHand.draft.wall);
  const move = (to: number): void =>
    inHand.change({ when: 'at', wall: wallNow(time.zone, Math.max(to, now + MINUTE_MS)) });
  return (
    <section>
      <SectionHead title="Around that time">
        <span className="xs dim">
          {time.letters(at)}
          {mayMove && <span className="dot">drag the mark to change the time</span>}
        </span>
      </SectionHead>
      <div className={classes.hours}>
        <div className={classes.clock} aria-hidden>
          {HOURS.map((hour) => (
            <span key={hour} style={placed(from + hour, from)}>
              {time.clock(from + hour)}
            </span>
          ))}
        </div>
        {accounts.map((account) => (
          <AccountLine
            key={account.id}
            account={account}
            from={from}
            range={range}
            posts={posts.filter((post) => post.account === account.id)}
            mine={timesOn(account, previews, wanted, isAhead)}
          />
        ))}
        {now > from && now < from + SHOWN_MS && (
          <div className={classes.over} aria-hidden>
            <span className={classes.now} style={placed(now, from)} />
          </div>
        )}
        {mayMove && (
          <div className={classes.over}>
            <input
              type="range"
              className={classes.slider}
              aria-label="When it goes out"
              aria-valuetext={time.zoned(at, now)}
              min={from}
              max={from + SHOWN_MS}
              step={5 * MINUTE_MS}
              value={at}
              onChange={(event) => move(Number(event.currentTarget.value))}
            />
          </div>
        )}
      </div>
    </section>
  );
}

interface AccountLineProps {
  readonly account: Account;
  readonly from: number;
  readonly range: { readonly from: string; readonly to: string };
  readonly posts: readonly CalendarPost[];
  /** Of this post: when it goes out on the account, and what was wanted where that is another time. */
  readonly mine: Mine;
}

function AccountLine({ account, from, range, posts, mine }: AccountLineProps): React.ReactNode {
  const time = useNewsroomTime();
  return (
    <div className={classes.line}>
      <span className={`xs ${classes.account ?? ''}`}>
        <NetworkMark network={account.network} /> {account.name}
      </span>
      <div className={classes.track}>
        {quietTimesOf([account], range).map(({ start, end, until }) => (
          <span
            key={start}
            className={classes.quiet}
            style={stretched(Math.max(start, from), Math.min(end, from + SHOWN_MS), from)}
            title={`quiet until ${until}`}
          />
        ))}
        {posts.map((post) => (
          <span
            key={post.id}
            className={classes.mark}
            data-state={post.state}
            style={placed(timeOf(post), from)}
            title={`${time.clock(timeOf(post))} ${STATES[post.state].word}: ${wordsOf(post)}`}
          />
        ))}
        {isWithin(mine.wanted, from) && (
          <span
            className={classes.mark}
            data-wanted
            style={placed(mine.wanted, from)}
            title={`${time.clock(mine.wanted)} wanted`}
          />
        )}
        {isWithin(mine.at, from) && (
          <span
            className={classes.mark}
            data-mine
            style={placed(mine.at, from)}
            title={`${time.clock(mine.at)} this one`}
          />
        )}
      </div>
    </div>
  );
}

interface Mine {
  /** Null = at no time. */
  readonly at: number | null;
  readonly wanted: number | null;
}

function timesOn({ id }: Account, previews: readonly Preview[], wanted: number | null, isAhead: boolean): Mine {
  const preview = previews.find(({ account }) => account.id === id);
  if (preview === undefined) return { at: null, wanted: null };
  if (isAhead) return { at: wanted, wanted: null };
  const at = preview.goesOutAt === null ? null : msOf(preview.goesOutAt);
  return { at, wanted: at !== null && wanted !== null && Math.abs(at - wanted) < MINUTE_MS ? null : wanted };
}

function isWithin(at: number | null, from: number): at is number {
  return at !== null && at >= from && at <= from + SHOWN_MS;
}

/** Some hours around it, which stay while it moves within them. */
function useWindow(at: number): number {
  const [from, setFrom] = useState(() => beginsAt(at));
  if (at >= from && at <= from + SHOWN_MS) return from;
  const anew = beginsAt(at);
  setFrom(anew);
  return anew;
}

function beginsAt(at: number): number {
  return at - (at % HOUR_MS) - SHOWN_MS / 3;
}

function placed(at: number, from: number): React.CSSProperties {
  return { insetInlineStart: percent(at - from) };
}

function stretched(start: number, end: number, from: number): React.CSSProperties {
  return { ...placed(start, from), inlineSize: percent(end - start) };
}

function percent(ms: number): string {
  return `${(ms / SHOWN_MS) * 100}%`;
}
