import type { FastifyInstance } from 'fastify';
import type { CalendarEntry } from '../application/ports/desk-ledger.js';
import type { Ports } from '../application/ports/ports.js';
import { hashSecret } from '../application/secret-text.js';
import type { PostState } from '../domain/post.js';
import { drawIcs, type IcsEvent } from './draw-ics.js';

export interface CalendarFeedOptions {
  readonly ports: Pick<Ports, 'clock' | 'ledger'>;
  /** The address of the service from outside; null = events have no link. */
  readonly publicUrl: string | null;
}

const DAY_MS = 24 * 3_600_000;
const BACK_MS = DAY_MS;
const AHEAD_MS = 366 * DAY_MS;
const MOST_EVENTS = 2_000;

/** Null: what is not meant for any time yet. */
const STATUS: Readonly<Record<PostState, IcsEvent['status'] | null>> = {
  draft: null,
  'awaiting-approval': 'TENTATIVE',
  held: 'TENTATIVE',
  scheduled: 'CONFIRMED',
  publishing: 'CONFIRMED',
  published: 'CONFIRMED',
  unconfirmed: 'TENTATIVE',
  rejected: 'CANCELLED',
  expired: 'CANCELLED',
  cancelled: 'CANCELLED',
  retracted: 'CANCELLED',
};

/** What is scheduled, for calendar programs to subscribe to by a person's secret address: they cannot sign in. */
export function addCalendarFeed(api: FastifyInstance, { ports, publicUrl }: CalendarFeedOptions): void {
  const { clock, ledger } = ports;
  void api.register((scope, _options, done) => {
    scope.get<{ Params: { file: string } }>('/calendar/:file', async (request, reply) => {
      const [, secret] = /^([\w-]{43})\.ics$/.exec(request.params.file) ?? [];
      const person = secret === undefined ? null : await ledger.useCalendarLink(hashSecret(secret));
      if (person === null)
        return reply.code(404).type('text/plain; charset=utf-8').send('There is no such calendar, or it has ended.\n');
      const now = clock.now();
      const span = { from: new Date(now.getTime() - BACK_MS), to: new Date(now.getTime() + AHEAD_MS) };
      const { items } = await ledger.listCalendar(span, MOST_EVENTS);
      const events = items.flatMap((entry) => toEvent(entry, publicUrl));
      return reply
        .header('cache-control', 'private, max-age=300')
        .type('text/calendar; charset=utf-8')
        .send(drawIcs('Kawaraban', events, now));
    });
    done();
  });
}

function toEvent(entry: CalendarEntry, publicUrl: string | null): readonly IcsEvent[] {
  const { id, revision, account, state, nextAt, publishedAt, text } = entry;
  const status = STATUS[state];
  if (status === null) return [];
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return [
    {
      ...{ uid: `${id}@kawaraban`, sequence: revision, status },
      at: publishedAt ?? nextAt,
      summary: `${account.name}: ${words === '' ? 'a post without words' : words}`,
      description: `${state}\n\n${text}`,
      url: publicUrl === null ? null : `${publicUrl}/posts/${id}`,
    },
  ];
}
