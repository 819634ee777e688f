import type { LedgerAddress } from '../../src/adapters/ledger/engines.js';

/** The moments at which a worker kills or stops itself, between two calls of the ports. */
export const POINTS = [
  'after-claim',
  'after-prepare',
  'after-intent',
  'before-settle',
  'between-parts',
  'before-plan',
] as const;
export type Point = (typeof POINTS)[number];

/** Struck in a worker; at most one of these in a run. */
const PROCESS_FAULTS = [
  'kill-after-claim',
  'kill-after-prepare',
  'kill-after-intent',
  'kill-after-apply',
  'kill-before-settle',
  'kill-between-parts',
  'kill-before-plan',
  'kill-random',
  'stop-past-deadline',
  'clock-ahead',
] as const;

/** Struck in the machinery around the workers. */
const MACHINE_FAULTS = [
  'flushall',
  'redis-kill-aof',
  'redis-kill-empty',
  'redis-cut',
  'redis-freeze',
  'redis-away',
] as const;

/** Struck at the network, on one part. */
const NETWORK_FAULTS = [
  'drop-before',
  'drop-after',
  'applied-late',
  'hang',
  'trickle',
  'truncated',
  'empty',
  '500-published',
  '503-html',
  '429-storm',
  'slow-visibility',
  'expired-token',
] as const;

/** Done by people and sources at the wrong moment. */
const HUMAN_FAULTS = ['delivered-twice', 'edit-midway', 'cancel-midway'] as const;

const ENGINE_FAULT = { sqlite: 'sqlite-locked', postgres: 'postgres-restart' } as const;

export type FaultName =
  | (typeof PROCESS_FAULTS)[number]
  | (typeof MACHINE_FAULTS)[number]
  | (typeof NETWORK_FAULTS)[number]
  | (typeof HUMAN_FAULTS)[number]
  | (typeof ENGINE_FAULT)[LedgerAddress['kind']];

export type MachineFault = (typeof MACHINE_FAULTS)[number] | (typeof ENGINE_FAULT)[LedgerAddress['kind']];
export type FaultKind = 'process' | 'machine' | 'network' | 'human';

export function faultsOf(engine: LedgerAddress['kind']): readonly FaultName[] {
  return [...PROCESS_FAULTS, ...MACHINE_FAULTS, ...NETWORK_FAULTS, ...HUMAN_FAULTS, ENGINE_FAULT[engine]];
}

export function kindOf(fault: FaultName): FaultKind {
  const is = (list: readonly string[]): boolean => list.includes(fault);
  if (is(PROCESS_FAULTS)) return 'process';
  if (is(NETWORK_FAULTS)) return 'network';
  return is(HUMAN_FAULTS) ? 'human' : 'machine';
}

/** What the harness tells a worker, and what a worker tells back. */
export type Order =
  | { readonly order: 'arm'; readonly point: Point; readonly marker: string; readonly act: 'kill' | 'stop' }
  | { readonly order: 'disarm' }
  | { readonly order: 'ingest'; readonly id: number; readonly marker: string; readonly article: unknown };
export type Report =
  | { readonly report: 'ready' }
  | { readonly report: 'struck'; readonly point: Point }
  | { readonly report: 'done'; readonly id: number; readonly error: string | null };
