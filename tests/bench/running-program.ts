import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { shownTimeline, type ShownTimeline } from '../support/printed-json.js';

const KAWARABAN = join(process.cwd(), 'bin/kawaraban');

/** The real program in a process and a data folder of its own, with both networks simulated. */
export class RunningProgram {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kwb-bench-'));
  readonly #environment: NodeJS.ProcessEnv;
  #stop: () => Promise<void> = () => Promise.resolve();
  /** Where its pages and hooks are. */
  url = '';
  readonly #timelines: string[] = [];

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = { PATH: process.env['PATH'], KAWARABAN_DATA: this.#folder, ...environment };
  }

  /** What a command prints. */
  async run(...args: readonly string[]): Promise<string> {
    return (await promisify(execFile)(KAWARABAN, args, { env: this.#environment })).stdout;
  }

  async start(): Promise<void> {
    const program = spawn(KAWARABAN, ['start'], { env: this.#environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(program, 'exit');
    this.#stop = async () => {
      program.kill();
      await ended;
    };
    for await (const line of createInterface(program.stdout)) {
      this.url = /listens on (\S+)/.exec(line)?.[1] ?? this.url;
      const timeline = /its timeline is on (\S+)/.exec(line)?.[1];
      if (timeline !== undefined) this.#timelines.push(timeline);
      if (line.startsWith('Data: ')) return;
    }
    throw new Error('kawaraban ended before it listened');
  }

  /** Of X and of the Page. */
  readTimelines(): Promise<readonly ShownTimeline[]> {
    return Promise.all(
      this.#timelines.map(async (url) => shownTimeline.parse(await (await fetch(`${url}/timeline.json`)).json())),
    );
  }

  async end(): Promise<void> {
    await this.#stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
