import type { Command } from 'commander';
import { KawarabanError } from '../domain/errors.js';
import { drawPost } from './draw-posts.js';
import { altOption, imageOption, jsonOption, readPart, readTime, readUrl, TIME_HELP, type Json } from './options.js';
import type { PostView } from './post-view.js';
import type { OpenProgram, PostChange, Program } from './program.js';
import { sayPost } from './say-post.js';
import type { Terminal } from './terminal.js';

/** Everything that a person does to a post that is there. */
export function addChangeCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  const addVerdict = (name: string, description: string, act: (program: Program, id: string) => Promise<PostView>) =>
    root
      .command(name)
      .description(description)
      .argument('<id>')
      .addOption(jsonOption())
      .action(async (id: string, { json }: Json) => {
        const program = await open();
        sayPost(await act(program, id), json, program, terminal);
      });

  addVerdict('cancel', 'cancel a post that has not gone out', (program, id) => program.cancel(id));
  addVerdict('release', 'let a held post, or one that waits for approval, go out', (program, id) =>
    program.release(id),
  );
  addVerdict('resend', 'send an unconfirmed post again: you looked, and it is not on the network', (program, id) =>
    program.resend(id),
  );
  root
    .command('confirm')
    .description('close an unconfirmed post: you looked, and it is on the network')
    .argument('<id>')
    .requiredOption('--url <address>', 'where it is', readUrl)
    .addOption(jsonOption())
    .action(async (id: string, { url, json }: Json & { url: string }) => {
      const program = await open();
      sayPost(await program.confirm(id, url), json, program, terminal);
    });
  root
    .command('reschedule')
    .description('move a post to another time')
    .argument('<id>')
    .requiredOption('--at <time>', TIME_HELP)
    .option('--keep-time', 'then, whatever the limits of the account say')
    .addOption(jsonOption())
    .action(async (id: string, { at, keepTime = false, json }: Json & { at: string; keepTime?: boolean }) => {
      const program = await open();
      const wanted = readTime(at, program, terminal);
      const time = { at: wanted.at ?? program.now(), wallTime: wanted.wallTime, keepsTime: keepTime };
      sayPost(await program.reschedule(id, time), json, program, terminal);
    });
  addEdit(root, open, terminal);
  addRetract(root, open, terminal);
}

interface EditOptions extends Json {
  readonly text?: string;
  readonly part?: number;
  /** False where `--no-link` stands. */
  readonly link?: string | false;
  /** False where `--no-image` stands. */
  readonly image?: string | false;
  readonly alt?: string;
}

function addEdit(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('edit')
    .description('change what a post says before it goes out')
    .argument('<id>')
    .option('--text <text>', 'the new text')
    .option('--part <number>', 'of which part of a thread, from 1', readPart)
    .option('--link <address>', 'another link', readUrl)
    .option('--no-link', 'without a link')
    .addOption(imageOption())
    .addOption(altOption())
    .option('--no-image', 'without pictures')
    .addOption(jsonOption())
    .action(async (id: string, { json, ...options }: EditOptions) => {
      const change = readChange(options);
      const program = await open();
      sayPost(await program.edit(id, change), json, program, terminal);
    });
}

function readChange({ text, part, link, image, alt }: Omit<EditOptions, 'json'>): PostChange {
  if (alt !== undefined && typeof image !== 'string')
    throw new KawarabanError('KWB_USAGE', '--alt says what a picture shows: give it with --image');
  if (text === undefined && link === undefined && image === undefined)
    throw new KawarabanError('KWB_USAGE', 'nothing to change: give --text, --link or --no-link, --image or --no-image');
  return {
    part: part ?? null,
    text: text ?? null,
    link: link === false ? null : link,
    imageFile: image === false ? null : image,
    alt: alt ?? '',
  };
}

function addRetract(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('retract')
    .description('delete a published post from its network')
    .argument('<id>')
    .option('--yes', 'without asking')
    .addOption(jsonOption())
    .action(async (id: string, { yes, json }: Json & { yes?: boolean }) => {
      const program = await open();
      if (!yes) await confirmRetraction(id, program, terminal);
      sayPost(await program.retract(id), json, program, terminal);
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
