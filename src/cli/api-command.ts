import { InvalidArgumentError, type Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { KawarabanError } from '../domain/errors.js';
import { toJson } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

interface ApiOptions {
  readonly body?: unknown;
  readonly seen?: string;
  readonly out?: string;
}

/** Whatever the API does and no command does by itself. */
export function addApiCommand(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('api')
    .description('do an operation of the API as the command line; without one, list them')
    .argument('[operation]', 'by its name: readToday')
    .argument('[words...]', 'what stands in its address and its query: id=01J… limit=10', readWord, {})
    .option('--body <json>', 'what it takes', readJson)
    .option('--seen <revision>', 'of the post or the template, where it changes one')
    .option('--out <file>', 'where a picture is written')
    .action(
      async (name: string | undefined, words: Readonly<Record<string, string>>, { body, seen, out }: ApiOptions) => {
        const program = await open();
        if (name === undefined) return terminal.out((await program.listOperations()).join('\n'));
        const answer = await program.callApi(name, { words, body, seen: seen ?? null }, (text) => terminal.out(text));
        switch (answer.kind) {
          case 'json':
            return terminal.out(toJson(answer.value ?? {}));
          case 'bytes':
            if (out === undefined) throw new KawarabanError('KWB_USAGE', 'say where the picture is to be: --out FILE');
            return writeFileSync(out, answer.bytes);
          case 'told':
            return;
        }
      },
    );
}

function readWord(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It is NAME=VALUE.');
  return { ...before, [name]: value };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('It is JSON.');
  }
}
