import { Command, CommanderError } from 'commander';
import { KawarabanError } from '../domain/errors.js';
import { addAccountCommands } from './account-commands.js';
import { addApiCommand } from './api-command.js';
import { addArticleCommands } from './article-commands.js';
import { addBudgetCommand } from './budget-command.js';
import { addChangeCommands } from './change-commands.js';
import { addDeskCommands } from './desk-commands.js';
import { addExplainCommand } from './explain-command.js';
import { addNewsroomCommands } from './newsroom-commands.js';
import { addPostCommands } from './post-commands.js';
import type { OpenProgram } from './program.js';
import { addReadCommand } from './read-command.js';
import { addReplayCommand } from './replay-command.js';
import { addServiceCommands } from './service-commands.js';
import { addSilenceCommands } from './silence-commands.js';
import { addSourceCommands } from './source-commands.js';
import { addTokenCommands } from './token-commands.js';
import { addUserCommands } from './user-commands.js';
import type { Terminal } from './terminal.js';

/** Runs one command. Returns the exit code: 0 only on success. */
export async function runCli(
  args: readonly string[],
  version: string,
  open: OpenProgram,
  terminal: Terminal,
): Promise<number> {
  const command = createCommand(version, open, terminal);
  try {
    await command.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof KawarabanError) {
      terminal.err(`kawaraban: ${error.message} [${error.code}]`);
      return 1;
    }
    throw error;
  }
}

function createCommand(version: string, open: OpenProgram, terminal: Terminal): Command {
  const root = new Command('kawaraban')
    .description('Turns newly published articles into X and Facebook posts, once, on time.')
    .version(version)
    .exitOverride()
    // `silence start --json`: the option is that of the last command.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    });
  addServiceCommands(root, open, terminal);
  addReadCommand(root, open, terminal);
  addArticleCommands(root, open, terminal);
  addExplainCommand(root, open, terminal);
  addPostCommands(root, open, terminal);
  addChangeCommands(root, open, terminal);
  addDeskCommands(root, open, terminal);
  addSourceCommands(root, open, terminal);
  addSilenceCommands(root, open, terminal);
  addAccountCommands(root, open, terminal);
  addUserCommands(root, open, terminal);
  addTokenCommands(root, open, terminal);
  addBudgetCommand(root, open, terminal);
  addReplayCommand(root, open, terminal);
  addNewsroomCommands(root, open, terminal);
  addApiCommand(root, open, terminal);
  return root;
}
