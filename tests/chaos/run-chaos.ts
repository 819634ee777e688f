import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cleanUpAtExit } from './children.js';
import { drill } from './drill.js';
import { faultsOf, kindOf, type FaultName } from './faults.js';
import { ChaosNewsroom } from './newsroom.js';
import { Random } from './random.js';
import { SABOTAGES, type Sabotage } from './sabotage.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'sqlite' },
    sabotage: { type: 'string' },
    parallel: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const engine = values.engine === 'postgres' ? 'postgres' : 'sqlite';
const sabotage = SABOTAGES.find((kind) => kind === values.sabotage) ?? null;
if (values.sabotage !== undefined && sabotage === null) fail(`--sabotage is one of ${SABOTAGES.join(', ')}`);
if (values.engine !== engine) fail('--engine is sqlite or postgres');
const runs = wholeNumber('runs', values.runs);
const seed = wholeNumber('seed', values.seed);
const parallel = Math.min(wholeNumber('parallel', values.parallel), runs);

/** The faults that can show that a protection is gone. */
const SHOWN_BY: Readonly<Record<Sabotage, readonly FaultName[]>> = {
  'resend-unknown': ['drop-after', 'truncated', '500-published'],
  'skip-claim': ['delivered-twice', 'flushall'],
  'blind-revision': ['edit-midway'],
  'late-intent': ['kill-after-apply', 'kill-before-settle'],
  'settle-without-token': ['stop-past-deadline'],
  'no-reconcile': ['drop-before', 'kill-after-intent'],
};

const result = { runs: 0, posts: 0, lost: 0, doubled: 0, unconfirmed: 0, faults: countFrom(faultsOf(engine)) };
const order = new Random(seed).shuffle(sabotage === null ? faultsOf(engine) : SHOWN_BY[sabotage]);
const folder = mkdtempSync(join(tmpdir(), 'kwb-chaos-'));
chmodSync(folder, 0o711);
cleanUpAtExit(folder);
let nextRun = 0;

await Promise.all(Array.from({ length: parallel }, (_, index) => drillNewsroom(index)));
if (!values.json)
  for (const [fault, count] of Object.entries(result.faults))
    process.stdout.write(`${fault.padEnd(24)}${String(count)}\n`);
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(result.lost + result.doubled > 0 ? 1 : 0));

async function drillNewsroom(index: number): Promise<void> {
  const newsroom = await ChaosNewsroom.open({
    folder: join(folder, String(index)),
    engine,
    twoPhase: index % 2 === 1,
    guards: sabotage === null && index % 3 === 2,
    sabotage,
  });
  try {
    while (nextRun < runs && !(sabotage !== null && result.lost + result.doubled > 0)) {
      const run = nextRun++;
      const random = new Random(seed * 100_003 + run);
      await drillOnce(newsroom, run, drawFaults(run, random), random);
    }
  } finally {
    await newsroom.close();
  }
}

async function drillOnce(newsroom: ChaosNewsroom, run: number, faults: readonly FaultName[], random: Random) {
  const startedAt = Date.now();
  const { posts, lost, doubled, unconfirmed, struck, complaints } = await drill(newsroom, run, faults, random);
  result.runs += 1;
  result.posts += posts;
  result.lost += lost;
  result.doubled += doubled;
  result.unconfirmed += unconfirmed;
  for (const fault of struck) result.faults[fault] = (result.faults[fault] ?? 0) + 1;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stderr.write(`run ${String(run)}: ${faults.join(' + ')}, struck ${struck.join(' + ')}, ${seconds} s\n`);
  for (const complaint of complaints) process.stderr.write(`   ${complaint}\n`);
  if (unconfirmed > 0 && complaints.length === 0) process.stderr.write(`   unconfirmed: ${String(unconfirmed)}\n`);
}

/** The faults of a run: in turn, so that each strikes often, and sometimes two more of other kinds. */
function drawFaults(run: number, random: Random): readonly FaultName[] {
  if (values.only !== undefined) return values.only.split(',') as FaultName[];
  const first = order[run % order.length];
  if (first === undefined) return [];
  if (sabotage !== null) return [first];
  const kinds = new Set([kindOf(first)]);
  const faults = [first];
  for (const fault of random.shuffle(faultsOf(engine)).slice(0, random.below(3))) {
    if (kinds.has(kindOf(fault)) || !mayMeet(fault, faults)) continue;
    kinds.add(kindOf(fault));
    faults.push(fault);
  }
  return faults;
}

/**
 * At most one fault that makes a write unknown for each part: a worker that dies has calls for other posts in hand too,
 * so that a fault of a process meets none of a network.
 */
function mayMeet(fault: FaultName, others: readonly FaultName[]): boolean {
  const kinds = new Set([fault, ...others].map(kindOf));
  return !(kinds.has('process') && kinds.has('network'));
}

function countFrom(faults: readonly FaultName[]): Partial<Record<FaultName, number>> {
  return Object.fromEntries(faults.map((fault) => [fault, 0]));
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1) fail(`--${name} is a whole number above 0`);
  return Number(text);
}

function fail(why: string): never {
  process.stderr.write(`chaos: ${why}\n`);
  process.exit(2);
}
