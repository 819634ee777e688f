import type { Command } from 'commander';
import type { Account } from '../domain/account.js';
import { drawAccount } from './draw-posts.js';
import { accountJson } from './json-views.js';
import { jsonOption, readReason, toJson, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

export function addAccountCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  const say = (accounts: readonly Account[], { json }: Json): void =>
    terminal.out(json ? toJson({ accounts: accounts.map(accountJson) }) : accounts.map(drawState).join('\n'));
  const accounts = root
    .command('accounts')
    .description('list the accounts, and why a paused one is paused; pause, resume or check one')
    .enablePositionalOptions()
    .addOption(jsonOption())
    .action(async (options: Json) => say(await (await open()).accounts(), options));
  accounts
    .command('pause')
    .description('nothing goes out on it until you resume it')
    .argument('<name>')
    .requiredOption('--reason <words>', 'why', readReason)
    .addOption(jsonOption())
    .action(async (name: string, { reason, ...options }: Json & { reason: string }) =>
      say([await (await open()).pauseAccount(name, reason)], options),
    );
  accounts
    .command('check')
    .description('ask the network whether an account is in order')
    .argument('<name>')
    .addOption(jsonOption())
    .action(async (name: string, { json }: Json) => {
      const problem = await (await open()).checkAccount(name);
      terminal.out(json ? toJson({ problem }) : (problem ?? 'It is in order.'));
    });
  accounts
    .command('resume')
    .description('a paused account sends again: you have mended what paused it')
    .argument('<name>')
    .addOption(jsonOption())
    .action(async (name: string, options: Json) => say([await (await open()).resumeAccount(name)], options));
}

function drawState(account: Account): string {
  const { state, pausedReason } = account;
  return [drawAccount(account), pausedReason === null ? state : `${state}: ${pausedReason}`].join(' · ');
}
