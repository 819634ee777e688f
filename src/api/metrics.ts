import type { LedgerHealth, LedgerMetrics } from '../application/ports/ledger.js';

export interface Measured {
  readonly metrics: LedgerMetrics;
  readonly health: LedgerHealth;
  /** Alarms in Redis by state; null while Redis is away. */
  readonly queue: Readonly<Record<string, number>> | null;
}

type Labels = Readonly<Record<string, string>>;

/** The text format of https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function writeMetrics({ metrics, health, queue }: Measured): string {
  const unknown = metrics.deliveries.filter(({ state }) => state === 'unknown');
  return [
    family(
      'kawaraban_posts',
      'gauge',
      'Posts by network and state.',
      metrics.posts.map(({ count, ...labels }) => [labels, count]),
    ),
    family(
      'kawaraban_deliveries',
      'gauge',
      'Attempts by network and what came of them.',
      metrics.deliveries.map(({ network, state, count }) => [{ network, outcome: state }, count]),
    ),
    family(
      'kawaraban_unknown_deliveries',
      'gauge',
      'Attempts of which nobody knows the end.',
      unknown.map(({ network, count }) => [{ network }, count]),
    ),
    writeLateness(metrics.lateness),
    family('kawaraban_oldest_overdue_seconds', 'gauge', 'How late the oldest post is that may be sent.', [
      [{}, (health.oldestLateMs ?? 0) / 1000],
    ]),
    family(
      'kawaraban_worker_seen_seconds',
      'gauge',
      'Since a worker said that it lives.',
      health.workers.map(({ id, role, seenMsAgo }) => [{ worker: id, role }, seenMsAgo / 1000]),
    ),
    family('kawaraban_redis_up', 'gauge', '1 while Redis answers.', [[{}, queue === null ? 0 : 1]]),
    family(
      'kawaraban_queue_alarms',
      'gauge',
      'Alarms in Redis by state.',
      Object.entries(queue ?? {}).map(([state, count]) => [{ state }, count]),
    ),
  ].join('');
}

function writeLateness(lateness: LedgerMetrics['lateness']): string {
  const name = 'kawaraban_lateness_seconds';
  const lines = lateness.flatMap(({ network, buckets, sumMs }) => [
    ...buckets.map(({ atMostMs, count }) =>
      line(`${name}_bucket`, { network, le: atMostMs === null ? '+Inf' : String(atMostMs / 1000) }, count),
    ),
    line(`${name}_sum`, { network }, sumMs / 1000),
    line(`${name}_count`, { network }, buckets.at(-1)?.count ?? 0),
  ]);
  return head(name, 'histogram', 'From the time a part was to go out to its intent.') + lines.join('');
}

function family(name: string, type: string, help: string, samples: readonly (readonly [Labels, number])[]): string {
  return head(name, type, help) + samples.map(([labels, value]) => line(name, labels, value)).join('');
}

function head(name: string, type: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${String(value)}\n`;
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
