import type { Command } from 'commander';
import type { Silence } from '../application/ports/ledger.js';
import { drawPost, localTime } from './draw-posts.js';
import { postJson } from './json-views.js';
import { jsonOption, readReason, readTime, TIME_HELP, toJson, type Json } from './options.js';
import type { PostView } from './post-view.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

export function addSilenceCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  const silence = root
    .command('silence')
    .description('say whether the newsroom is silent; start or end a silence, in which nothing goes out')
    .enablePositionalOptions()
    .addOption(jsonOption())
    .action(async ({ json }: Json) => {
      const program = await open();
      const found = await program.silence();
      if (json) return terminal.out(toJson({ silence: found }));
      terminal.out(found === null ? 'There is no silence.' : drawSilence(found, program.zone));
    });
  silence
    .command('start')
    .description('from now on nothing goes out: what comes due is held; replaces a silence that is there')
    .requiredOption('--reason <words>', 'why', readReason)
    .option('--until <time>', `when it ends by itself: ${TIME_HELP}`)
    .addOption(jsonOption())
    .action(async ({ reason, until, json }: Json & { reason: string; until?: string }) => {
      const program = await open();
      const { at } = readTime(until, program, terminal);
      const started = await program.startSilence(reason, at);
      terminal.out(json ? toJson({ silence: started }) : drawSilence(started, program.zone));
    });
  silence
    .command('end')
    .description('posts go out again; what was held is listed, and stays held until a person releases it')
    .addOption(jsonOption())
    .action(async ({ json }: Json) => {
      const program = await open();
      const { ended, held } = await program.endSilence();
      if (json) return terminal.out(toJson({ ended, posts: held.map(postJson) }));
      const first = ended === null ? 'There was no silence.' : `The silence is over: ${ended.reason}`;
      terminal.out([first, ...drawReview(held, program.zone)].join('\n\n'));
    });
}

function drawSilence({ reason, startedAt, until }: Silence, zone: string): string {
  const end = until === null ? 'until somebody ends it' : `until ${localTime(until, zone)}`;
  return `SILENCE since ${localTime(startedAt, zone)}, ${end}: ${reason}`;
}

function drawReview(held: readonly PostView[], zone: string): readonly string[] {
  if (held.length === 0) return ['Nothing is held.'];
  return [
    ...held.map((view) => drawPost(view, zone)),
    `Held: ${held.length}. For each: kawaraban release ID lets it go out, kawaraban cancel ID drops it.`,
  ];
}
