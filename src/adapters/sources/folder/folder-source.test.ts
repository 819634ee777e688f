import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testSource } from '../../../../tests/support/samples.js';
import { TestClock } from '../../../../tests/support/test-ledger.js';
import { FolderSource } from './folder-source.js';

const article = (title: string): string => `---\ntitle: ${title}\n---\n\nThe ferry sails again from Friday.\n`;

const never = (): AbortSignal => new AbortController().signal;

describe('a folder of articles', () => {
  let folder: string;
  let clock: TestClock;
  let cursor: string | null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kwb-folder-'));
    clock = new TestClock();
    cursor = null;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
  const has = (...names: readonly string[]): boolean => existsSync(join(folder, ...names));
  /** One look; what it shows is recorded, unless a crash comes first. */
  const look = async (isRecorded = true): Promise<readonly string[]> => {
    const source = new FolderSource({ clock, zone: 'UTC', stableMs: 2_000 });
    const batch = await source.fetchNew(testSource({ kind: 'folder', address: folder }), cursor, never());
    if (batch.kind === 'failed') throw new Error(batch.note);
    if (isRecorded) ({ cursor } = batch);
    clock.advance(2_000);
    return batch.kind === 'articles' ? batch.articles.map(({ title }) => title) : [];
  };
  /** The first meeting, with an empty folder. */
  const meet = (): Promise<unknown> => look();

  it('shows what is dropped in when nobody writes to it any more, and moves it when it is recorded', async () => {
    await meet();
    put('ferry.md', article('Ferry returns'));
    expect(await look()).toEqual([]);
    expect(await look()).toEqual(['Ferry returns']);
    expect([has('ferry.md'), has('done', 'ferry.md')]).toEqual([true, false]);
    expect(await look()).toEqual([]);
    expect([has('ferry.md'), has('done', 'ferry.md')]).toEqual([false, true]);
  });

  it('waits for a file that is written slowly', async () => {
    await meet();
    for (const length of [10, 30, 50]) {
      put('slow.md', article('Written slowly').slice(0, length));
      expect(await look()).toEqual([]);
    }
    put('slow.md', article('Written slowly'));
    expect([await look(), await look()]).toEqual([[], ['Written slowly']]);
  });

  it('shows what lay there at the first meeting at once: it is old news', async () => {
    put('old.md', article('Old'));
    expect(await look()).toEqual(['Old']);
  });

  it('leaves alone what is unfinished, hidden, a folder, or a link to elsewhere', async () => {
    await meet();
    for (const name of ['a.md.tmp', 'b.part', '.hidden.md', 'c.md~', 'd.crdownload']) put(name, article(name));
    mkdirSync(join(folder, 'e.md'));
    symlinkSync('/etc/passwd', join(folder, 'f.md'));
    expect([await look(), await look(), await look()]).toEqual([[], [], []]);
    expect(readdirSync(folder)).toHaveLength(7);
  });

  it.each([
    ['is empty', '', /the file is empty/],
    ['is larger than an article', 'x'.repeat(1_048_577), /an article at most 1048576/],
    ['is no text', new Uint8Array([0x89, 0x50, 0, 0, 1]), /zero byte/],
    ['is broken JSON', '{"title":', /JSON/],
    ['has an impossible date', '{"title": "Ferry", "date": "2026-11-26 14:30 +25:00"}', /date: expected a date/],
  ])('moves a file that %s to failed/, with the reason beside it', async (_what, content, reason) => {
    await meet();
    put('bad.json', content);
    expect([await look(), await look()]).toEqual([[], []]);
    expect([has('bad.json'), has('failed', 'bad.json')]).toEqual([false, true]);
    expect(readFileSync(join(folder, 'failed', 'bad.json.reason.txt'), 'utf8')).toMatch(reason);
  });

  it('shows the files beside one that cannot be read', async () => {
    await meet();
    put('bad.md', '---\ntitle: Ferry\ndate: 2026-11-26 14:30 +90:00\n---\n\nText.');
    put('good.md', article('Ferry returns'));
    expect([await look(), await look()]).toEqual([[], ['Ferry returns']]);
  });

  it('shows a file again after a crash, and moves it then', async () => {
    await meet();
    put('ferry.md', article('Ferry returns'));
    await look();
    expect(await look(false)).toEqual(['Ferry returns']);
    expect(await look()).toEqual(['Ferry returns']);
    await look();
    expect(has('done', 'ferry.md')).toBe(true);
  });

  it('takes no file’s place in done/, and looks again at one that was written anew', async () => {
    await meet();
    for (const title of ['First', 'Second of this name']) {
      put('daily.md', article(title));
      expect([await look(), await look(), await look()].flat()).toEqual([title]);
    }
    expect(readdirSync(join(folder, 'done')).sort()).toEqual(['daily-2.md', 'daily.md']);
    put('daily.md', article('Third'));
    await look();
    await look();
    put('daily.md', article('Third, longer'));
    expect([await look(), await look()]).toEqual([[], ['Third, longer']]);
  });

  it('takes names as long as the file system does', async () => {
    await meet();
    put(`${'長'.repeat(83)}.json`, '{');
    await look();
    await look();
    expect(readdirSync(join(folder, 'failed'))).toHaveLength(2);
  });

  it('that is not there, or is no folder, is a failed look with the reason', async () => {
    const source = new FolderSource({ clock, zone: 'UTC', stableMs: 2_000 });
    put('file', '');
    for (const address of [join(folder, 'gone'), join(folder, 'file')])
      expect(await source.fetchNew(testSource({ address }), null, never())).toMatchObject({
        kind: 'failed',
        note: expect.stringContaining(address) as string,
      });
  });

  describe('that hangs', () => {
    const failed = (note: string) => ({ kind: 'failed', note: expect.stringContaining(note) as string });
    let source: FolderSource;
    let folders: readonly string[];
    beforeEach(() => {
      folders = ['one', 'two', 'three'].map((name) => join(folder, name));
      for (const place of folders) mkdirSync(place);
      source = new FolderSource({
        clock,
        zone: 'UTC',
        // Asked of each file that was found: between the look at it and its reading.
        get stableMs() {
          swap();
          return 0;
        },
      });
    });

    /** A pipe that is read waits for its writers: as a file on a share that is away, and as hard to take back. */
    const pipes = new Set<string>();
    const writers: number[] = [];
    let swap: () => void;
    /** Each has a writer until nobody can open it any more: a look that comes to it late hangs for no longer. */
    const letGo = () => {
      for (const pipe of pipes) {
        writers.push(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK));
        rmSync(pipe);
      }
      pipes.clear();
      writers.splice(0).forEach((writer) => closeSync(writer));
    };
    afterEach(letGo);

    const ask = (address: string, signal = never()) =>
      source.fetchNew(testSource({ kind: 'folder', address }), '{"taken":[],"growing":[]}', signal);
    /** A look that hangs in the reading of its one file. */
    const hangAt = async (place: string, signal: AbortSignal) => {
      const file = join(place, 'ferry.md');
      writeFileSync(file, article('Ferry'));
      swap = () => {
        if (pipes.has(file)) return;
        rmSync(file);
        execFileSync('mkfifo', [file]);
        pipes.add(file);
      };
      const looking = ask(place, signal);
      await expect.poll(() => pipes.has(file)).toBe(true);
      // Nobody may open it so before somebody reads it.
      const open = () => writers.push(openSync(file, constants.O_WRONLY | constants.O_NONBLOCK));
      await vi.waitFor(open, { timeout: 10_000 });
      return { looking };
    };

    it('is given up at its time, and looked at again when that look has ended', async () => {
      const [place = ''] = folders;
      const limit = new AbortController();
      const { looking } = await hangAt(place, limit.signal);
      limit.abort();
      const silent = failed(`${place} does not answer: a look at it has not ended since 2026-11-24T09:00:00.000Z`);
      expect(await looking).toEqual(expect.objectContaining(silent));
      clock.advance(60_000);
      const second = new AbortController();
      const again = ask(place, second.signal);
      second.abort();
      expect(await again).toMatchObject(silent);
      const third = ask(place);
      letGo();
      expect(await third).toMatchObject({ kind: 'unchanged' });
      expect(existsSync(join(place, 'failed'))).toBe(false);
    });

    it('leaves threads to others: of more than two, the next waits', async () => {
      const [one = '', two = '', three = ''] = folders;
      const limit = new AbortController();
      const hung = [await hangAt(one, limit.signal), await hangAt(two, limit.signal)];
      const waiting = ask(three, limit.signal);
      limit.abort();
      expect(await waiting).toMatchObject(failed(`${three} was not looked at: ${one} and ${two} do not answer`));
      await Promise.all(hung.map(({ looking }) => looking));
      const third = ask(three);
      letGo();
      expect(await third).toMatchObject({ kind: 'unchanged' });
    });
  });

  it.each(['/tmp', '/dev/null'])('whose done/ is a link to %s is a failed look', async (elsewhere) => {
    await meet();
    symlinkSync(elsewhere, join(folder, 'done'));
    put('ferry.md', article('Ferry returns'));
    await look();
    await look();
    await expect(look()).rejects.toThrow('cannot be used');
    expect(has('ferry.md')).toBe(true);
  });
});
