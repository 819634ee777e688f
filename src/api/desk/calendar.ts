import { freeSlotsOf } from '../../application/reserve-slot.js';
import { listLiving } from '../../application/demand-account.js';
import type { CalendarEntry } from '../../application/ports/desk-ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import type { newsroomRoutes } from '../contract/newsroom.js';
import type { AnswerOf, QueryOf } from '../contract/route.js';
import { viewHabits } from './account-handlers.js';
import type { Asker } from './asked.js';
import { mayMove } from './post-actions.js';

type CalendarRoute = typeof newsroomRoutes.readCalendar;

/** More than anybody reads in one view; each takes time to read, write and draw. */
const MOST_POSTS = 1_500;
/** Slots are of use where a person may drop something; a view shows six weeks at most. */
const MOST_DAYS_MS = 45 * 24 * 3_600_000;

export async function readCalendar(
  ports: Ports,
  asker: Asker,
  { from, to, account, network }: QueryOf<CalendarRoute>,
): Promise<AnswerOf<CalendarRoute>> {
  const span = { from: new Date(from), to: new Date(to) };
  const narrowed = {
    ...(account === undefined ? {} : { accountId: account }),
    ...(network === undefined ? {} : { network }),
  };
  const { items, next } = await ports.ledger.listCalendar({ ...span, ...narrowed }, MOST_POSTS);
  const accounts = (await listLiving(ports)).filter(
    (each) => (account ?? each.id) === each.id && (network ?? each.network) === each.network,
  );
  const now = ports.clock.now();
  const freeFrom = span.from > now ? span.from : now;
  const freeTo = new Date(Math.min(span.to.getTime(), freeFrom.getTime() + MOST_DAYS_MS));
  return {
    zone: ports.zone,
    posts: items.map((entry) => viewEntry(entry, asker)),
    isCut: next !== null,
    freeSlots: accounts.flatMap((each) => {
      const taken = items.filter((post) => post.account.id === each.id).map(({ nextAt }) => nextAt);
      return freeSlotsOf(freeFrom, freeTo, taken, each.settings).map((at) => ({
        account: each.id,
        at: at.toISOString(),
      }));
    }),
    accounts: accounts.map(viewHabits),
  };
}

/** What is one space already is left alone: of so many texts that takes an eighth of the time. */
const MORE_THAN_A_SPACE = /\s\s+|[^\S ]/g;
/** More than the widest card shows. */
const MOST_WORDS = 160;
const HALF_A_CHARACTER = /\p{Cs}$/u;

function viewEntry(entry: CalendarEntry, asker: Asker): AnswerOf<CalendarRoute>['posts'][number] {
  const { id, revision, account, articleId, groupId, state, keepsTime, nextAt, publishedAt } = entry;
  return {
    id,
    revision,
    state,
    keepsTime,
    article: articleId,
    group: groupId,
    account: account.id,
    network: account.network,
    at: (publishedAt ?? nextAt).toISOString(),
    words: wordsOf(entry),
    mayMove: mayMove(entry, asker),
  };
}

function wordsOf({ text, link }: CalendarEntry): string {
  const words = (link === null ? text : text.replace(link, '')).replaceAll(MORE_THAN_A_SPACE, ' ').trim();
  return words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS).replace(HALF_A_CHARACTER, '')}…`;
}
