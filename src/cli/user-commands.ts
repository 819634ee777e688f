import { Argument, Option, type Command } from 'commander';
import { ROLES, type Person, type Role } from '../domain/person.js';
import { jsonOption, toJson, type Json } from './options.js';
import type { LinkView } from './people-program.js';
import type { OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

export function addUserCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  const say = (people: readonly Person[], { json }: Json): void =>
    terminal.out(json ? toJson({ people }) : people.map(drawPerson).join('\n') || NOBODY);
  const sayLink = ({ person, link }: LinkView, { json }: Json): void =>
    terminal.out(
      json
        ? toJson({ person, link })
        : `${drawPerson(person)}\nTo choose a password, once and within three days: ${link}`,
    );
  const users = root
    .command('users')
    .description('who signs in to the dashboard: list, add, change roles, disable, give a new password')
    .enablePositionalOptions()
    .addOption(jsonOption())
    .action(async (options: Json) => say(await (await open()).listPeople(), options));
  users
    .command('list')
    .description('list them')
    .addOption(jsonOption())
    .action(async (options: Json) => say(await (await open()).listPeople(), options));
  users
    .command('add')
    .description('add a person; prints the link by which they choose a password')
    .argument('<login>', 'by which they sign in: a short name or an e-mail address')
    .requiredOption('--name <name>', 'as it stands in the history')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (login: string, { name, role, ...options }: Json & { name: string; role: Role }) =>
      sayLink(await (await open()).addPerson({ login: login.trim().toLowerCase(), name, role }), options),
    );
  users
    .command('role')
    .description('give a person another role')
    .argument('<login>')
    .addArgument(new Argument('<role>').choices(ROLES))
    .addOption(jsonOption())
    .action(async (login: string, role: Role, options: Json) =>
      say([await (await open()).changePerson(login, { role })], options),
    );
  for (const [name, state, words] of STATES)
    users
      .command(name)
      .description(words)
      .argument('<login>')
      .addOption(jsonOption())
      .action(async (login: string, options: Json) =>
        say([await (await open()).changePerson(login, { state })], options),
      );
  users
    .command('reset')
    .description('print a link by which a person chooses a new password')
    .argument('<login>')
    .addOption(jsonOption())
    .action(async (login: string, options: Json) => sayLink(await (await open()).resetPassword(login), options));
  addCalendar(users, open, terminal);
}

function addCalendar(users: Command, open: OpenProgram, terminal: Terminal): void {
  users
    .command('calendar')
    .description('print an address at which a calendar program reads what is scheduled; the one before it ends')
    .argument('<login>')
    .option('--end', 'end it, and make no other')
    .addOption(jsonOption())
    .action(async (login: string, { end, json }: Json & { end?: boolean }) => {
      const program = await open();
      if (end === true) {
        const person = await program.endCalendarLink(login);
        return terminal.out(json ? toJson({ person }) : drawPerson(person));
      }
      const { person, link } = await program.makeCalendarLink(login);
      terminal.out(json ? toJson({ person, link }) : `${drawPerson(person)}\nTo subscribe to: ${link}`);
    });
}

const STATES = [
  ['disable', 'disabled', 'sign a person out for good; what they did keeps their name'],
  ['enable', 'active', 'let a person sign in again'],
] as const;
const NOBODY = 'There is nobody yet: kawaraban users add LOGIN --name NAME --role admin';

function drawPerson({ name, login, role, state, hasPassword }: Person): string {
  const notes = [...(state === 'disabled' ? ['disabled'] : []), ...(hasPassword ? [] : ['has no password yet'])];
  return [`${name} (${login})`, role, ...notes].join(' · ');
}
