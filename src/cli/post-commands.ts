import { Option, type Command } from 'commander';
import { POST_STATES, type PostState } from '../domain/post.js';
import { demandPublished } from './demand-published.js';
import { drawPost, drawWarnings, localTime } from './draw-posts.js';
import { articleJson, postJson } from './json-views.js';
import {
  altOption,
  imageOption,
  jsonOption,
  readTime,
  readUrl,
  TIME_HELP,
  toJson,
  type Json,
  type PublishOptions,
} from './options.js';
import type { OpenProgram } from './program.js';
import { sayPost } from './say-post.js';
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
    .addOption(imageOption())
    .addOption(altOption())
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
        ...readTime(at, program, terminal),
        wait: wait ?? false,
      });
      sayPost(view, json, program, terminal);
      if (wait) demandPublished([view]);
    });
  addListing(root, open, terminal);
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
          ...(article === null ? [] : [`article: ${article.title}`, ...drawWarnings(article)]),
          'history:',
          ...history,
        ].join('\n'),
      );
    });
}
