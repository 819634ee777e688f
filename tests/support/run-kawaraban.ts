import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import {
  printedArticleAndPosts,
  printedPosts,
  printedSimulators,
  shownTimeline,
  type PrintedPost,
  type ShownTimeline,
} from './printed-json.js';
import { redisPid } from './redis.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 45_000;
const STOP_TIMEOUT_MS = 20_000;

export type Environment = Readonly<Record<string, string>>;

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningKawaraban {
  /** What it had printed when the line that was waited for had come. */
  readonly greeting: string;
  readonly pid: number;
  /** What it has written to standard error so far. */
  readonly complaints: () => string;
  /** Asks it to end; ends with its exit code, when its Redis server is gone too. */
  readonly stop: () => Promise<number | null>;
  /** As a power cut would: no handler of its own runs, and its Redis server is left behind. */
  readonly kill: () => Promise<void>;
}

type Program = ChildProcessByStdio<null, Readable, Readable>;

/** A newsroom's desk: a temp folder in which the real program runs with an empty environment, on loopback alone. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'kwb-desk-'));
  readonly dataFolder = join(this.folder, 'data');
  readonly #programs = new Set<ChildProcess>();

  async run(args: readonly string[], environment: Environment = {}): Promise<Run> {
    const program = this.#spawn(args, environment);
    const [stdout, stderr, [code]] = await Promise.all([
      readAll(program.stdout),
      readAll(program.stderr),
      once(program, 'close') as Promise<[number | null]>,
    ]);
    return { code, stdout, stderr };
  }

  /** Runs `preview`, `publish`, `post`, `show` or a change of a post; its output has the promised form. */
  async runForPosts(args: readonly string[], environment: Environment = {}) {
    return printedArticleAndPosts.parse(await this.#runForJson(args, environment));
  }

  async listPosts(args: readonly string[] = [], environment: Environment = {}): Promise<readonly PrintedPost[]> {
    return printedPosts.parse(await this.#runForJson(['posts', ...args], environment)).posts;
  }

  /** Starts `start` or `simulate` and waits for a line of it. */
  async start(args: readonly string[], line: RegExp, environment: Environment = {}): Promise<RunningKawaraban> {
    const program = this.#spawn(args, environment);
    let greeting = '';
    let complaint = '';
    program.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`kawaraban ${args.join(' ')} ${why}:\n${greeting}\n${complaint}`));
      timer = setTimeout(() => fail(`did not print ${String(line)}`), START_TIMEOUT_MS);
      program.once('close', (code) => fail(`ended with ${String(code)}`));
      program.stdout.on('data', (chunk: Buffer) => {
        greeting += chunk.toString();
        if (line.test(greeting)) resolve();
      });
    }).finally(() => clearTimeout(timer));
    return {
      greeting,
      pid: program.pid ?? 0,
      complaints: () => complaint,
      stop: () => this.#stop(program),
      kill: async () => {
        const ended = once(program, 'exit');
        program.kill('SIGKILL');
        await ended;
      },
    };
  }

  /** The simulators alone, for a look at what is on them. */
  async simulate(environment: Environment = {}) {
    const running = await this.start(['simulate', '--json'], /\}/, environment);
    const urls = printedSimulators.parse(JSON.parse(running.greeting));
    return { ...running, urls };
  }

  /** The timelines of both simulated networks while nothing runs on this desk. */
  async readTimelines(): Promise<Readonly<Record<'x' | 'facebook', ShownTimeline>>> {
    const { urls, stop } = await this.simulate();
    const timelines = { x: await readTimeline(urls.x), facebook: await readTimeline(urls.facebook) };
    await stop();
    return timelines;
  }

  /** Ends with the path of the file. */
  write(name: string, content: string | Uint8Array): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Ends whatever a failed test left running, and leaves nothing behind. */
  async clear(): Promise<void> {
    for (const program of this.#programs) {
      const ended = once(program, 'exit');
      if (isRunning(program)) {
        program.kill('SIGKILL');
        await ended;
      }
    }
    const pid = await this.#findRedis();
    if (pid !== null) {
      process.kill(pid, 'SIGKILL');
      await vi.waitFor(() => expect(isAlive(pid)).toBe(false), STOP_TIMEOUT_MS);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  async #runForJson(args: readonly string[], environment: Environment): Promise<unknown> {
    const { code, stdout, stderr } = await this.run([...args, '--json'], environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('kawaraban:') as string });
    return JSON.parse(stdout);
  }

  #spawn(args: readonly string[], environment: Environment): Program {
    const program = spawn(join(ROOT, 'bin/kawaraban'), args, {
      cwd: this.folder,
      env: {
        PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
        HOME: this.folder,
        NODE_OPTIONS: `--import ${join(ROOT, 'tests/support/loopback-only.mjs')}`,
        KAWARABAN_DATA: this.dataFolder,
        KAWARABAN_TEMPLATES: join(ROOT, 'templates'),
        KAWARABAN_TIMEZONE: 'Asia/Tokyo',
        // Any free ones: other tests run beside this one.
        KAWARABAN_PORT: '0',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#programs.add(program);
    program.once('exit', () => this.#programs.delete(program));
    return program;
  }

  async #stop(program: Program): Promise<number | null> {
    const redis = await this.#findRedis();
    const closed = once(program, 'close') as Promise<[number | null]>;
    program.kill('SIGTERM');
    const late = AbortSignal.timeout(STOP_TIMEOUT_MS);
    const [code] = await Promise.race([
      closed,
      once(late, 'abort').then(() => Promise.reject(new Error('kawaraban does not end after SIGTERM'))),
    ]);
    if (redis !== null) await vi.waitFor(() => expect(isAlive(redis)).toBe(false), 5_000);
    return code;
  }

  /** The process id of the Redis server of this desk; null where none runs. */
  async #findRedis(): Promise<number | null> {
    return redisPid(join(this.dataFolder, 'redis', 'redis.sock')).catch(() => null);
  }
}

export async function readTimeline(simulator: string): Promise<ShownTimeline> {
  return shownTimeline.parse(await (await fetch(`${simulator}/timeline.json`)).json());
}

async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function isRunning(program: ChildProcess): boolean {
  return program.exitCode === null && program.signalCode === null;
}

/** Nobody may have asked for the end of a process that its parent left behind: then it is there by name only. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}
