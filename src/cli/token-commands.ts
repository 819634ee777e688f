import { Option, type Command } from 'commander';
import { ROLES, type ApiToken, type Role } from '../domain/person.js';
import { jsonOption, toJson, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

export function addTokenCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  const list = async ({ json }: Json): Promise<void> => {
    const tokens = await (await open()).listTokens();
    terminal.out(json ? toJson({ tokens }) : tokens.map(drawToken).join('\n') || 'There are no tokens.');
  };
  const tokens = root
    .command('tokens')
    .description('by which programs use the API for a person: list, add, remove')
    .enablePositionalOptions()
    .addOption(jsonOption())
    .action(list);
  tokens.command('list').description('list them').addOption(jsonOption()).action(list);
  tokens
    .command('add')
    .description('make a token; it is printed once')
    .argument('<login>', 'of the person for whom it acts')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do, at most what they may').choices(ROLES).default('viewer'))
    .addOption(jsonOption())
    .action(async (login: string, name: string, { role, json }: Json & { role: Role }) => {
      const { token, secret } = await (await open()).addToken(login, name, role);
      terminal.out(json ? toJson({ token, secret }) : `${drawToken(token)}\n${secret}`);
    });
  tokens
    .command('remove')
    .description('end a token')
    .argument('<id>')
    .action(async (id: string) => (await open()).removeToken(id));
}

function drawToken({ id, name, role, person, lastUsedAt }: ApiToken): string {
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`;
  return [name, role, `for ${person.name}`, used, `id ${id}`].join(' · ');
}
