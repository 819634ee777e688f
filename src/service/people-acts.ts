import { makeCalendarLink } from '../application/calendar-link.js';
import { makeLink } from '../application/sign-in.js';
import { hashSecret, newSecret } from '../application/secret-text.js';
import type { LinkView, PeopleProgram } from '../cli/people-program.js';
import type { Config } from '../config/read-config.js';
import { KawarabanError } from '../domain/errors.js';
import type { Person } from '../domain/person.js';
import type { Newsroom } from './open-newsroom.js';

/** What is done about people and their tokens at the machine itself. */
export function peopleActs(
  { publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>,
  inNewsroom: <T>(work: (newsroom: Newsroom) => Promise<T>) => Promise<T>,
): PeopleProgram {
  const home = publicUrl ?? `http://${host}:${String(port)}`;
  const link = async ({ ledger }: Newsroom, person: Person): Promise<LinkView> => ({
    person,
    link: `${home}/password#${await makeLink({ ledger }, person.id)}`,
  });
  return {
    listPeople: () => inNewsroom(({ ledger }) => ledger.listPeople()),
    addPerson: (wanted) => inNewsroom(async (newsroom) => link(newsroom, await newsroom.ledger.addPerson(wanted))),
    changePerson: (login, change) =>
      inNewsroom(async ({ ledger }) => ledger.changePerson((await demandPerson(ledger, login)).id, change)),
    resetPassword: (login) =>
      inNewsroom(async (newsroom) => link(newsroom, await demandPerson(newsroom.ledger, login))),
    makeCalendarLink: (login) =>
      inNewsroom(async ({ ledger }) => {
        const person = await demandPerson(ledger, login);
        return { person, link: `${home}${await makeCalendarLink({ ledger }, person.id)}` };
      }),
    endCalendarLink: (login) =>
      inNewsroom(async ({ ledger }) => {
        const person = await demandPerson(ledger, login);
        await ledger.removeCalendarLink(person.id);
        return person;
      }),
    listTokens: () => inNewsroom(({ ledger }) => ledger.listTokens(null)),
    addToken: (login, name, role) =>
      inNewsroom(async ({ ledger }) => {
        const { id } = await demandPerson(ledger, login);
        const secret = `kwb_${newSecret()}`;
        const token = await ledger.addToken(id, { name, role, expiresAt: null }, hashSecret(secret));
        return { token, secret };
      }),
    removeToken: (id) => inNewsroom(({ ledger }) => ledger.removeToken(id)),
  };
}

export async function demandPerson(ledger: Newsroom['ledger'], login: string): Promise<Person> {
  const person = await ledger.findPersonByLogin(login.trim().toLowerCase());
  if (person !== null) return person;
  throw new KawarabanError('KWB_NOT_FOUND', `nobody signs in as "${login}": kawaraban users lists them`);
}
