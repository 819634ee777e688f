import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { adopt } from './children.js';
import type { Order, Report } from './faults.js';

const WORKER = fileURLToPath(new URL('worker.js', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** A stop waits for what is in flight, bounded: who runs the service would not wait longer, and kill it. */
const LONGEST_STOP_MS = 12_000;
const LONGEST_ANSWER_MS = 10_000;

/** The worker processes of a newsroom. One that dies is replaced at once, as a service manager would. */
export class Crew {
  readonly #environment: Environment;
  readonly #workers: ChildProcess[] = [];
  readonly #ready = new Set<ChildProcess>();
  readonly #answers = new Map<number, (error: string | null) => void>();
  readonly #starts = new Map<ChildProcess, () => void>();
  /** Those for whom somebody else sees to a successor. */
  readonly #replaced = new WeakSet<ChildProcess>();
  #isClosing = false;
  #orders = 0;
  onStruck: (worker: ChildProcess) => void = () => undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, (_, index) => this.#hire(index, {})));
  }

  get size(): number {
    return this.#workers.length;
  }

  tellAll(order: Order): void {
    for (const worker of this.#workers) if (this.#ready.has(worker)) worker.send(order, () => undefined);
  }

  /** Null when it was done; else why not: also when the worker died over it. */
  async ingest(index: number, marker: string, article: unknown): Promise<string | null> {
    const worker = this.#workers[index];
    if (worker === undefined || !this.#ready.has(worker)) return 'no such worker right now';
    const id = ++this.#orders;
    return new Promise((resolve) => {
      const answer = (error: string | null): void => {
        worker.off('exit', died);
        clearTimeout(impatience);
        this.#answers.delete(id);
        resolve(error);
      };
      const died = (): void => answer('the worker died');
      const impatience = setTimeout(() => answer('no answer'), LONGEST_ANSWER_MS);
      worker.once('exit', died);
      this.#answers.set(id, answer);
      worker.send({ order: 'ingest', id, marker, article } satisfies Order, () => undefined);
    });
  }

  kill(index: number): boolean {
    return this.#workers[index]?.kill('SIGKILL') ?? false;
  }

  /** Ends it as a service manager does, and starts it anew with another environment. False = it did not stop by itself. */
  async restart(index: number, environment: Environment): Promise<boolean> {
    const worker = this.#workers[index];
    if (worker === undefined || !this.#ready.delete(worker)) return true;
    this.#replaced.add(worker);
    const ended = once(worker, 'exit');
    worker.kill('SIGTERM');
    const impatience = setTimeout(() => worker.kill('SIGKILL'), LONGEST_STOP_MS);
    await ended;
    clearTimeout(impatience);
    await this.#hire(index, environment);
    return worker.signalCode !== 'SIGKILL';
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(
      this.#workers.map(async (worker) => {
        if (worker.exitCode !== null || worker.signalCode !== null) return;
        const ended = once(worker, 'exit');
        worker.kill('SIGKILL');
        await ended;
      }),
    );
  }

  async #hire(index: number, environment: Environment): Promise<void> {
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH, HOME, ...this.#environment, ...environment };
    const worker = adopt(fork(WORKER, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
    this.#workers[index] = worker;
    worker.on('message', (report: Report) => this.#hear(worker, report));
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.#ready.delete(worker);
      this.#starts.get(worker)?.();
      if (!this.#isClosing && !this.#replaced.has(worker)) void this.#hire(index, {});
    });
    await new Promise<void>((resolve) => this.#starts.set(worker, resolve));
    this.#starts.delete(worker);
  }

  #hear(worker: ChildProcess, report: Report): void {
    if (report.report === 'ready') {
      this.#ready.add(worker);
      this.#starts.get(worker)?.();
    } else if (report.report === 'struck') {
      this.onStruck(worker);
    } else {
      this.#answers.get(report.id)?.(report.error);
    }
  }
}
