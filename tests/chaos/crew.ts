import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { adopt } from './children.js';
import type { Order, Point, Report } from './faults.js';

const WORKER = fileURLToPath(new URL('worker.js', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** The worker processes of a newsroom. One that dies is replaced at once, as a service manager would. */
export class Crew {
  readonly #environment: Environment;
  readonly #workers: ChildProcess[] = [];
  readonly #ready = new Set<ChildProcess>();
  readonly #answers = new Map<number, (error: string | null) => void>();
  readonly #starts = new Map<ChildProcess, () => void>();
  #isClosing = false;
  #orders = 0;
  onStruck: (point: Point, worker: ChildProcess) => void = () => undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, (_, index) => this.#hire(index, {})));
  }

  get size(): number {
    return this.#workers.length;
  }

  pid(index: number): number | null {
    const worker = this.#workers[index];
    return worker !== undefined && this.#ready.has(worker) ? (worker.pid ?? null) : null;
  }

  tellAll(order: Order): void {
    for (const worker of this.#workers) if (this.#ready.has(worker)) worker.send(order, () => undefined);
  }

  /** Null when it was done; else why not: also when the worker died over it. */
  async ingest(index: number, marker: string, article: unknown): Promise<string | null> {
    const worker = this.#workers[index];
    if (worker === undefined || !this.#ready.has(worker)) return 'no such worker right now';
    const id = ++this.#orders;
    const answered = new Promise<string | null>((resolve) => this.#answers.set(id, resolve));
    const died = once(worker, 'exit').then(() => 'the worker died');
    worker.send({ order: 'ingest', id, marker, article } satisfies Order, () => undefined);
    return Promise.race([answered, died]);
  }

  kill(index: number): boolean {
    return this.#workers[index]?.kill('SIGKILL') ?? false;
  }

  /** Ends it as a service manager does, and starts it anew with another environment. */
  async restart(index: number, environment: Environment): Promise<void> {
    const worker = this.#workers[index];
    if (worker === undefined) return;
    worker.removeAllListeners('exit');
    const ended = once(worker, 'exit');
    worker.kill('SIGTERM');
    await ended;
    await this.#hire(index, environment);
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
      if (!this.#isClosing && this.#workers[index] === worker) void this.#hire(index, {});
    });
    await new Promise<void>((resolve) => this.#starts.set(worker, resolve));
    this.#starts.delete(worker);
  }

  #hear(worker: ChildProcess, report: Report): void {
    if (report.report === 'ready') {
      this.#ready.add(worker);
      this.#starts.get(worker)?.();
    } else if (report.report === 'struck') {
      this.onStruck(report.point, worker);
    } else {
      this.#answers.get(report.id)?.(report.error);
      this.#answers.delete(report.id);
    }
  }
}
