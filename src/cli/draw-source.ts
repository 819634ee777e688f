import { FAILURES_THAT_ALERT, isPolled, type Source } from '../domain/source.js';

/** One line: what it is, how it is, what it said last and when, and when it is asked again. */
export function drawSource(source: Source, now: Date): string {
  return [
    source.name,
    source.kind,
    stateOf(source),
    lastWordsOf(source, now),
    nextOf(source, now),
    pushOf(source),
    source.address,
  ]
    .filter((words) => words !== null)
    .join(' · ');
}

function stateOf(source: Source): string {
  const { name, state, pausedReason, history } = source;
  const { failuresInRow } = history;
  const cure = source.isFlooded ? `: kawaraban sources accept ${name} --post, or --skip` : '';
  if (state !== 'active') return state === 'paused' ? `PAUSED: ${pausedReason ?? 'no reason given'}${cure}` : state;
  if (failuresInRow === 0) return 'ok';
  const words = `failed ${failuresInRow === 1 ? 'once' : `${failuresInRow} times in a row`}`;
  return failuresInRow >= FAILURES_THAT_ALERT ? words.toUpperCase() : words;
}

function lastWordsOf({ lastPoll, pausedReason, kind }: Source, now: Date): string | null {
  if (lastPoll === null) return isPolled(kind) ? 'not asked yet' : 'has not sent yet';
  const ago = `${lengthOf(now.getTime() - lastPoll.at.getTime())} ago`;
  return lastPoll.note === pausedReason ? `asked ${ago}` : `${ago}: ${lastPoll.note}`;
}

function nextOf({ state, nextPollAt }: Source, now: Date): string | null {
  if (state !== 'active' || nextPollAt === null) return null;
  const ms = nextPollAt.getTime() - now.getTime();
  return ms <= 0 ? 'again now' : `again in ${lengthOf(ms)}`;
}

function pushOf({ hub, push }: Source): string | null {
  if (hub === null) return null;
  return push.note === null ? 'WebSub: not subscribed, that needs KAWARABAN_PUBLIC_URL' : `WebSub: ${push.note}`;
}

function lengthOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

export function sourceJson(source: Source): unknown {
  const { name, kind, address, state, pausedReason, settings, primedAt, hub, lastPoll, history, nextPollAt } = source;
  return {
    name,
    kind,
    address,
    state,
    reason: pausedReason,
    lastPoll,
    nextPollAt,
    push: source.push,
    failuresInRow: history.failuresInRow,
    lastNewAt: history.lastNewAt,
    metAt: primedAt,
    hub,
    dialect: settings.dialect,
    every: settings.every,
    freshnessMs: settings.freshnessMs,
  };
}
