import { Option, type Command } from 'commander';
import { KawarabanError } from '../domain/errors.js';
import { POST_STATES, type PostState } from '../domain/post.js';
import { demandPublished } from './demand-published.js';
import { drawPost, localTime } from './draw-posts.js';
import { articleJson, postJson } from './json-views.js';
import { jsonOption, readTime, readUrl, TIME_HELP, toJson, type Json, type PublishOptions } from './options.js';
import type { OpenProgram, Program } from './program.js';
import type { Terminal } from './terminal.js';

interface PostOptions extends PublishOptions {
  readonly account: string;
  readonly link?: string;
  readonly image?: string;
  readonly alt?: string;
}

export function addPostCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('post')
    .description("queue an editor's own post")
    .argument('<text>', 'what to say')
    .requiredOption('--account <name>', 'on which account: x, facebook')
    .option('--link <address>', 'a link: in the text on X, as a card on Facebook', readUrl)
    .option('--image <file>', 'a picture')
    .option('--alt <text>', 'what the picture shows, for readers who cannot see it')
    .option('--at <time>', TIME_HELP)
    .option('--wait', 'until it is settled')
    .addOption(jsonOption())
    .action(async (text: string, { account, link, image, alt, at, wait, json }: PostOptions) => {
      const program = await open();
      const view = await program.post({
        text,
        accountName: account,
        link: link ?? null,
        imageFile: image ?? null,
        alt: alt ?? '',
        at: readTime(at, program, terminal),
        wait: wait ?? false,
      });
      terminal.out(json ? toJson(articleJson(null, [postJson(view)])) : drawPost(view, program.zone));
      if (wait) demandPublished([view]);
    });
  addListing(root, open, terminal);
  addChanges(root, open, terminal);
}

function addListing(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('posts')
    .description('list posts, the earliest first')
    .addOption(new Option('--state <state>', 'in this state only').choices(POST_STATES))
    .option('--account <name>', 'of this account only')
    .addOption(jsonOption())
    .action(async ({ state, account, json }: Json & { state?: PostState; account?: string }) => {
      const program = await open();
      const posts = await program.listPosts({
        ...(state === undefined ? {} : { state }),
        ...(account === undefined ? {} : { accountName: account }),
      });
      if (json) return terminal.out(toJson({ posts: posts.map(postJson) }));
      terminal.out(posts.length === 0 ? 'No posts.' : posts.map((post) => drawPost(post, program.zone)).join('\n\n'));
    });
  root
    .command('show')
    .description('show a post with its history')
    .argument('<id>')
    .addOption(jsonOption())
    .action(async (id: string, { json }: Json) => {
      const program = await open();
      const { article, post, events } = await program.show(id);
      if (json) return terminal.out(toJson(articleJson(article, [postJson(post)])));
      const history = events.map((event) =>
        `  ${localTime(event.at, program.zone)}  ${event.kind}  ${event.detail}`.trimEnd(),
      );
      terminal.out(
        [
          drawPost(post, program.zone),
          ...(article === null ? [] : [`article: ${article.title}`]),
          'history:',
          ...history,
        ].join('\n'),
      );
    });
}

function addChanges(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('cancel')
    .description('cancel a post that has not gone out')
    .argument('<id>')
    .addOption(jsonOption())
    .action(async (id: string, { json }: Json) => {
      const program = await open();
      const view = await program.cancel(id);
      terminal.out(json ? toJson(articleJson(null, [postJson(view)])) : drawPost(view, program.zone));
    });
  root
    .command('reschedule')
    .description('move a post to another time')
    .argument('<id>')
    .requiredOption('--at <time>', TIME_HELP)
    .addOption(jsonOption())
    .action(async (id: string, { at, json }: Json & { at: string }) => {
      const program = await open();
      const view = await program.reschedule(id, readTime(at, program, terminal) ?? program.now());
      terminal.out(json ? toJson(articleJson(null, [postJson(view)])) : drawPost(view, program.zone));
    });
  root
    .command('retract')
    .description('delete a published post from its network')
    .argument('<id>')
    .option('--yes', 'without asking')
    .addOption(jsonOption())
    .action(async (id: string, { yes, json }: Json & { yes?: boolean }) => {
      const program = await open();
      if (!yes) await confirmRetraction(id, program, terminal);
      const view = await program.retract(id);
      terminal.out(json ? toJson(articleJson(null, [postJson(view)])) : drawPost(view, program.zone));
    });
}

async function confirmRetraction(id: string, program: Program, terminal: Terminal): Promise<void> {
  const { post } = await program.show(id);
  terminal.err(drawPost(post, program.zone));
  const answer = await terminal.confirm('Delete it from the network?');
  if (answer === null)
    throw new KawarabanError('KWB_USAGE', 'retract asks before it deletes, and nobody is there to answer: add --yes');
  if (!answer) throw new KawarabanError('KWB_USAGE', 'nothing was deleted');
}
