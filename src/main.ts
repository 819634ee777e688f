import { parse } from 'dotenv';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { isatty } from 'node:tty';
import { pino } from 'pino';
import type { OpenProgram } from './cli/program.js';
import { runCli } from './cli/run-cli.js';
import type { Terminal } from './cli/terminal.js';
import { readConfig } from './config/read-config.js';
import { programVersion } from './service/package-root.js';

/** Longer than anything that is in flight may take to end after a signal. */
const STOP_LIMIT_MS = 20_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
/**
 * Its terminal was closed. Whoever has none, as under nohup, goes on; that has to be said, since Node takes back that
 * nohup had it ignored (PlatformInit in https://github.com/nodejs/node/blob/v20.19.0/src/node.cc).
 */
process.on('SIGHUP', [0, 1, 2].some((descriptor) => isatty(descriptor)) ? stop : () => undefined);

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  confirm: async (question) => {
    if (!process.stdin.isTTY) return null;
    const asked = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await asked.question(`${question} [y/N] `);
    asked.close();
    return /^y(es)?$/i.test(answer.trim());
  },
};

process.exitCode = await runCli(process.argv.slice(2), programVersion(), openProgram, terminal).catch(
  (error: unknown) => {
    terminal.err(`kawaraban: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  },
);

function stop(): void {
  if (stopping.signal.aborted) process.exit(1);
  stopping.abort();
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
}

async function openProgram(): ReturnType<OpenProgram> {
  const { createApp } = await import('./create-app.js');
  const config = readConfig({ ...readDotenv(), ...process.env });
  const log = pino({ level: config.logLevel, serializers: { err: describeError } }, process.stderr);
  return createApp(config, log, stopping.signal, (line) => terminal.out(line));
}

/** Clients hang their last command on an error, and with it a password: only what went wrong is written. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, code: (error as { code?: string }).code };
}

/** `.env` of the current folder; what the environment says goes before it. */
function readDotenv(): Record<string, string> {
  try {
    return parse(readFileSync('.env'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
