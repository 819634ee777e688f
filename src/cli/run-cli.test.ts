import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../tests/support/commands.js';
import { runCli } from './run-cli.js';

/** Runs a command that ends before there is anything to do. */
async function run(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await runCli(args, '1.0.0', () => expect.fail('the program was opened'), {
    out: (text) => (said.out += `${text}\n`),
    err: (text) => (said.err += `${text}\n`),
    confirm: () => Promise.resolve(null),
  });
  return { code, ...said };
}

describe('the command line, before it does anything', () => {
  it.each(['start', 'end'])('explains how to %s a silence', async (command) => {
    const { code, out, err } = await run('silence', command, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: kawaraban silence ${command}`);
    expect(out).toContain('--json');
  });

  it.each(['add', 'poll', 'pause', 'resume', 'accept', 'remove'])('explains how to %s a source', async (command) => {
    const { code, out, err } = await run('sources', command, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: kawaraban sources ${command}`);
    expect(out).toContain('--json');
  });

  it.each(COMMANDS)('explains %s to whoever asks for help', async (command) => {
    const { code, out, err } = await run(command, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: kawaraban ${command}`);
  });

  it.each([
    ['an option it does not know', ['posts', '--colour'], /unknown option '--colour'/],
    ['a state that posts do not have', ['posts', '--state', 'lost'], /scheduled/],
    ['a post without an account', ['post', 'Hello'], /--account/],
    ['a move to no time', ['reschedule', '01POST'], /--at/],
    ['an article without a file', ['publish'], /file/],
    ['more files than one', ['publish', 'one.txt', 'two.txt'], /too many arguments/],
    ['a link that is no address', ['post', 'Hello', '--account', 'x', '--link', 'example'], /https:\/\//],
    ['a port that is none', ['start', '--port', '70000'], /65535/],
    ['a role that no process has', ['start', '--role', 'web'], /all, worker/],
    ['an edit that changes nothing', ['edit', '01POST', '--part', '2'], /--text.*\[KWB_USAGE\]/],
    ['what a picture shows, without the picture', ['edit', '01POST', '--alt', 'A ferry'], /--image.*\[KWB_USAGE\]/],
    ['a part before the first', ['edit', '01POST', '--part', '0', '--text', 'Hello'], /first part is 1/],
    ['a confirmation without the address', ['confirm', '01POST'], /--url/],
    ['a silence without a reason', ['silence', 'start'], /--reason/],
    ['a silence for no reason', ['silence', 'start', '--reason', ' '], /why/],
    ['a silence that it does not know', ['silence', 'pause'], /too many arguments/],
    ['a source without an address', ['sources', 'add'], /address/],
    ['a source of a kind it does not know', ['sources', 'add', 'x', '--kind', 'gopher'], /feed, wordpress, folder/],
    ['a name that cannot stand in an address', ['sources', 'add', 'x', '--name', 'Harbour Post'], /small letters/],
    ['a pace that is none', ['sources', 'add', 'x', '--every', 'often'], /30s, 45m, 6h or 2d/],
    ['a pace whose longer time comes first', ['sources', 'add', 'x', '--every', '15m-60s'], /the shorter first/],
    ['an archive in place of a few articles', ['sources', 'add', 'x', '--backfill', '500'], /0 to 50/],
    ['an answer to a flood that is none', ['sources', 'accept', 'x'], /--post or --skip.*\[KWB_USAGE\]/],
    ['no command at all', [], /Usage: kawaraban/],
  ])('refuses %s', async (_what, args, message) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });
});
