import type { Command } from 'commander';
import { jsonOption, readReason, readTime, TIME_HELP, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import { sayPost } from './say-post.js';
import type { Terminal } from './terminal.js';

/** What an editor does to a post before it goes out, beside its words and its time. */
export function addDeskCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('hold')
    .description('hold a scheduled post until a person releases it')
    .argument('<id>')
    .requiredOption('--reason <words>', 'why', readReason)
    .addOption(jsonOption())
    .action(async (id: string, { reason, json }: Json & { reason: string }) => {
      const program = await open();
      sayPost(await program.hold(id, reason), json, program, terminal);
    });
  root
    .command('return')
    .description('give a post that waits for approval back to its writer, as a draft')
    .argument('<id>')
    .requiredOption('--note <words>', 'what is to be changed', readReason)
    .addOption(jsonOption())
    .action(async (id: string, { note, json }: Json & { note: string }) => {
      const program = await open();
      sayPost(await program.giveBack(id, note), json, program, terminal);
    });
  root
    .command('queue')
    .description('let a draft go out: now, or at a time')
    .argument('<id>')
    .option('--at <time>', TIME_HELP)
    .option('--slot', 'in the next free slot of its account')
    .addOption(jsonOption())
    .action(async (id: string, { at, slot, json }: Json & { at?: string; slot?: boolean }) => {
      const program = await open();
      const time = readTime(at, program, terminal);
      sayPost(await program.queueDraft(id, time, slot ?? false), json, program, terminal);
    });
  root
    .command('note')
    .description('write a note into the history of a post')
    .argument('<id>')
    .argument('<words>', 'the note', readReason)
    .action(async (id: string, words: string) => (await open()).note(id, words));
}
