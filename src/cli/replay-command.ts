import type { Command } from 'commander';
import type { ReplayedPost } from '../application/replay-articles.js';
import { KawarabanError } from '../domain/errors.js';
import { drawReplay } from './draw-replay.js';
import { replayedJson } from './json-views.js';
import { jsonOption, readCount, toJson, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

export function addReplayCommand(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('replay')
    .description('render recorded articles through a changed template, beside the present one; writes nothing')
    .option('--last <number>', 'so many articles, the newest', readCount, 200)
    .option(
      '--template <file>',
      'the changed template, in a folder with the name of its network: draft/x/default.liquid',
    )
    .addOption(jsonOption())
    .action(async ({ last, template, json }: Json & { last: number; template?: string }) => {
      const program = await open();
      const { articles, posts } = await program.replay(last, template ?? null);
      terminal.out(json ? toJson(replayedJson(articles, posts)) : drawReplay(articles, posts));
      demandSendable(posts);
    });
}

/** After everything was printed: for a build that checks a template before it is used. */
function demandSendable(posts: readonly ReplayedPost[]): void {
  const failing = posts.filter(({ problems }) => problems.length > 0);
  if (failing.length > 0)
    throw new KawarabanError(
      'KWB_REPLAY_FAILED',
      `${failing.length} of ${posts.length} posts could not go out: ${failing[0]?.problems[0]?.message ?? ''}`,
    );
}
