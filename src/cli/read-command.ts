import { Option, type Command } from 'commander';
import { isUnreadable } from '../domain/embargo.js';
import type { Article } from '../domain/article.js';
import { localTime } from './draw-posts.js';
import { jsonOption, toJson, type Json } from './options.js';
import type { DocumentView, OpenProgram, ReadRequest } from './program.js';
import type { Terminal } from './terminal.js';

interface ReadOptions extends Json {
  readonly type?: NonNullable<ReadRequest['type']>;
  readonly contentType?: string;
}

export function addReadCommand(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('read')
    .description('show what is understood of a feed, a page or an article file; touches nothing')
    .argument('<file-or-url>', 'RSS, Atom, RDF, JSON Feed, an HTML page, or a file as for publish')
    .addOption(new Option('--type <type>', 'what it is (default: by its content)').choices(['feed', 'article']))
    .option('--content-type <type>', "the Content-Type that came with it, such as 'text/xml; charset=koi8-r'")
    .addOption(jsonOption())
    .action(async (target: string, { type, contentType, json }: ReadOptions) => {
      const program = await open();
      const document = await program.read(target, { type: type ?? null, contentType: contentType ?? null });
      terminal.out(json ? toJson(document) : drawDocument(document, program.zone));
    });
}

function drawDocument({ feed, encoding, articles }: DocumentView, zone: string): string {
  const title = feed === null ? [] : [feed.title, `${articles.length} articles`];
  return [[...title, encoding].join(' · '), ...articles.map((article) => drawArticle(article, zone))].join('\n\n');
}

function drawArticle(article: Article, zone: string): string {
  const { url, title, summary, authors, tags, image, publishedAt, embargoUntil } = article;
  const facts = [
    ...(publishedAt === null ? [] : [localTime(publishedAt, zone)]),
    ...(embargoUntil === null ? [] : [drawEmbargo(embargoUntil, zone)]),
    ...authors,
  ];
  return [
    title,
    facts.join(' · '),
    url ?? 'no link',
    summary,
    tags.length === 0 ? '' : `tags: ${tags.join(', ')}`,
    image === null ? '' : `image: ${image.url}${image.alt === null ? '' : ` (${image.alt})`}`,
  ]
    .filter((line) => line !== '')
    .join('\n  ');
}

function drawEmbargo(until: Date, zone: string): string {
  return isUnreadable(until) ? 'an embargo that could not be read' : `embargo until ${localTime(until, zone)}`;
}
