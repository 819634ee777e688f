import type { Command } from 'commander';
import { demandPublished } from './demand-published.js';
import { drawPost, drawPreview } from './draw-posts.js';
import { articleJson, postJson, previewJson } from './json-views.js';
import { jsonOption, readTime, readUrl, TIME_HELP, toJson, type Json, type PublishOptions } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

const UNLIKE_PUBLISH = `
publish posts what a person has decided on, whatever its age, at a time and on an account of the person's choice.
ingest decides as for a source: what is known is not posted again, what is older than a day is recorded and not
posted, and posts about a title that is like a known one are held.`;
const NOTHING_TO_SAY = 'No template says anything about this article.';

export function addArticleCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('preview')
    .description('show what would be posted about an article; touches nothing')
    .argument('<file>', 'a press article as plain text, Markdown with front matter, or JSON')
    .option('--template <name>', 'this template only, whatever its condition: x/default')
    .addOption(jsonOption())
    .action(async (file: string, { template, json }: Json & { template?: string }) => {
      const program = await open();
      const { article, posts } = await program.preview(file, template ?? null);
      const drawn = posts.map((post) => drawPreview(post, program.zone)).join('\n\n');
      terminal.out(json ? toJson(articleJson(article, posts.map(previewJson))) : drawn || NOTHING_TO_SAY);
    });
  root
    .command('publish')
    .description('take an article in and post about it as the templates say; the same file twice posts once')
    .argument('<file>', 'a press article as plain text, Markdown with front matter, or JSON')
    .option('--url <address>', "the article's own link", readUrl)
    .option('--at <time>', TIME_HELP)
    .option('--account <name>', 'on this account only')
    .option('--wait', 'until every post is settled')
    .addOption(jsonOption())
    .action(async (file: string, { url, at, account, wait, json }: PublishOptions) => {
      const program = await open();
      const wish = {
        url: url ?? null,
        ...readTime(at, program, terminal),
        accountName: account ?? null,
        wait: wait ?? false,
      };
      const { article, posts } = await program.publish(file, wish);
      const drawn = posts.map((post) => drawPost(post, program.zone)).join('\n\n');
      terminal.out(json ? toJson(articleJson(article, posts.map(postJson))) : drawn || NOTHING_TO_SAY);
      if (wish.wait) demandPublished(posts);
    });
  addIngesting(root, open, terminal);
}

function addIngesting(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('ingest')
    .description('take in a feed, a page or an article file as if a source had shown it')
    .addHelpText('after', UNLIKE_PUBLISH)
    .argument('<file-or-url>', 'RSS, Atom, RDF, JSON Feed, an HTML page, or a file as for publish')
    .option('--wait', 'until every post is settled')
    .addOption(jsonOption())
    .action(async (target: string, { wait = false, json }: Json & { wait?: boolean }) => {
      const program = await open();
      const { shown, note, recorded, posts } = await program.ingest(target, wait);
      const articles = recorded.map(({ article, revision, notPosted, alikeTo }) => ({
        url: article.url,
        title: article.title,
        revision,
        notPosted,
        alikeTo,
      }));
      const drawn = [`${shown} articles: ${note}`, ...posts.map((post) => drawPost(post, program.zone))].join('\n\n');
      terminal.out(json ? toJson({ shown, note, articles, posts: posts.map(postJson) }) : drawn);
      if (wait) demandPublished(posts);
    });
}
