import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect, parseArgs } from 'node:util';
import { cleanUpAtExit } from './children.js';
import { drill, readTimelines, type Drilled } from './drill.js';
import { faultsOf, kindOf, type FaultName } from './faults.js';
import { emptyVerdict, judge, judgeStrangers, lose, type Verdict } from './judge.js';
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
const LONGEST_RUN_MS = 180_000;
const RUNS_A_NEWSROOM = 50;
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

await Promise.all(Array.from({ length: parallel }, (_, index) => drillLane(index)));
if (!values.json)
  for (const [fault, count] of Object.entries(result.faults))
    process.stdout.write(`${fault.padEnd(24)}${String(count)}\n`);
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(hasFailed() ? 1 : 0));

function hasFailed(): boolean {
  return result.lost + result.doubled > 0;
}

/**
 * Each lane has its own share of the runs, whatever the others do: so a seed repeats what it did. It opens a new newsroom
 * now and then: reading all that one remembers, over and over, would take the time of the drill.
 */
async function drillLane(index: number): Promise<void> {
  const share = Array.from({ length: Math.ceil((runs - index) / parallel) }, (_, turn) => index + turn * parallel);
  for (let start = 0; start < share.length && !isShown(); start += RUNS_A_NEWSROOM)
    await drillNewsroom(index, share.slice(start, start + RUNS_A_NEWSROOM));
}

/** Without its protection the first damage is enough. */
function isShown(): boolean {
  return sabotage !== null && hasFailed();
}

async function drillNewsroom(index: number, share: readonly number[]): Promise<void> {
  const newsroom = await ChaosNewsroom.open({
    folder: join(folder, `${String(index)}-${String(share[0])}`),
    engine,
    twoPhase: index % 2 === 1,
    guards: sabotage === null && index % 3 === 2,
    sabotage,
  });
  const drilled: Drilled[] = [];
  let begun = 0;
  for (const run of share) {
    if (isShown()) break;
    const one = await drillOnce(newsroom, run);
    begun += 1;
    if (one !== null) drilled.push(one);
  }
  await judgeAgain(newsroom, drilled, begun);
  await newsroom.close();
}

async function drillOnce(newsroom: ChaosNewsroom, run: number): Promise<Drilled | null> {
  const startedAt = Date.now();
  const random = new Random(seed * 100_003 + run);
  const faults = drawFaults(run, random);
  result.runs += 1;
  try {
    const drilled = await Promise.race([drill(newsroom, run, faults, random), tooLong()]);
    const { struck, posts, verdict } = drilled;
    result.posts += posts.length;
    for (const fault of struck) result.faults[fault] = (result.faults[fault] ?? 0) + 1;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    report(`run ${String(run)}: ${faults.join(' + ')}, struck ${[...struck].join(' + ')}, ${seconds} s`, verdict);
    return drilled;
  } catch (error) {
    const verdict = emptyVerdict();
    lose(verdict, 1, inspect(error));
    report(`run ${String(run)}: ${faults.join(' + ')} (seed ${String(seed)})`, verdict);
    return null;
  }
}

/** Everything in a run is bounded; should something not be, it is said. */
async function tooLong(): Promise<never> {
  await pause(LONGEST_RUN_MS, null, { ref: false });
  throw new Error(`the run did not end in ${String(LONGEST_RUN_MS)} ms`);
}

/** What came late, after its run was over, and what belongs to no run. */
async function judgeAgain(newsroom: ChaosNewsroom, drilled: readonly Drilled[], begun: number): Promise<void> {
  const timelines = await readTimelines(newsroom);
  for (const { scenario, posts, verdict } of drilled) {
    const { lost, doubled, complaints } = judge(timelines, scenario, posts);
    const late = { lost: Math.max(lost - verdict.lost, 0), doubled: Math.max(doubled - verdict.doubled, 0) };
    if (late.lost + late.doubled > 0)
      report(`after run ${String(scenario.run)}: ${scenario.faults.join(' + ')}`, {
        ...late,
        unconfirmed: 0,
        complaints,
      });
  }
  const scenarios = drilled.map(({ scenario }) => scenario);
  if (scenarios.length === begun)
    report(`newsroom ${newsroom.options.folder} at the end`, judgeStrangers(timelines, scenarios));
}

function report(title: string, { lost, doubled, unconfirmed, complaints }: Verdict): void {
  result.lost += lost;
  result.doubled += doubled;
  result.unconfirmed += unconfirmed;
  process.stderr.write(`${title}\n`);
  for (const complaint of complaints) process.stderr.write(`   ${complaint}\n`);
}

/** The faults of a run: in turn, so that each strikes often, and sometimes two more of other kinds. */
function drawFaults(run: number, random: Random): readonly FaultName[] {
  if (values.only !== undefined) return values.only.split(',') as FaultName[];
  // A step on after each round: a newsroom that has every second run meets every fault.
  const first = order[(run + Math.floor(run / order.length)) % order.length];
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

/** At most one fault that makes a write unknown for each part: a kill that can hit any post meets no fault of a network. */
function mayMeet(fault: FaultName, others: readonly FaultName[]): boolean {
  const hitsAny: readonly FaultName[] = ['kill-random', 'kill-after-apply', 'stop-past-deadline', 'clock-ahead'];
  const all = [fault, ...others];
  return !(all.some((each) => hitsAny.includes(each)) && all.some((each) => kindOf(each) === 'network'));
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
