import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { shownTimeline, type ShownTimeline } from '../support/printed-json.js';

const KAWARABAN = join(process.cwd(), 'bin/kawaraban');
const simulators = z.strictObject({ x: z.url(), facebook: z.url() });

/** The real program in a process and a data folder of its own; the networks are simulated in another process. */
export class RunningProgram {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kwb-bench-'));
  readonly #environment: Record<string, string | undefined>;
  readonly #processes: ChildProcess[] = [];
  /** Where its pages and hooks are. */
  url = '';
  #timelines: readonly string[] = [];

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = { PATH: process.env['PATH'], KAWARABAN_DATA: this.dataFolder, ...environment };
  }

  get dataFolder(): string {
    return join(this.#folder, 'desk');
  }

  /** What a command prints. */
  async run(...args: readonly string[]): Promise<string> {
    return (await promisify(execFile)(KAWARABAN, args, { env: this.#environment })).stdout;
  }

  async start(): Promise<void> {
    const networks = this.#lines(['simulate', '--json'], { KAWARABAN_DATA: join(this.#folder, 'networks') });
    const { x, facebook } = simulators.parse(JSON.parse(await untilLine(networks, /^\{.*/)));
    this.#timelines = [x, facebook];
    const program = this.#lines(['start'], { X_API_URL: x, FACEBOOK_API_URL: facebook });
    this.url = await untilLine(program, /(?<=listens on )\S+/);
  }

  /** Of X and of the Page. */
  readTimelines(): Promise<readonly ShownTimeline[]> {
    return Promise.all(
      this.#timelines.map(async (url) => shownTimeline.parse(await (await fetch(`${url}/timeline.json`)).json())),
    );
  }

  async end(): Promise<void> {
    for (const running of this.#processes.reverse()) {
      const ended = once(running, 'exit');
      if (running.exitCode === null && running.kill()) await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #lines(args: readonly string[], environment: Readonly<Record<string, string>>): AsyncIterable<string> {
    const env = { ...this.#environment, ...environment };
    const running = spawn(KAWARABAN, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#processes.push(running);
    return createInterface(running.stdout);
  }
}

async function untilLine(lines: AsyncIterable<string>, wanted: RegExp): Promise<string> {
  for await (const line of lines) {
    const found = wanted.exec(line)?.[0];
    if (found !== undefined) return found;
  }
  throw new Error(`the program ended before it said ${String(wanted)}`);
}
