import type { ApiToken, Person, Role } from '../domain/person.js';

/** What the commands of `users` and `tokens` do; people are named by their login. */
export interface PeopleProgram {
  listPeople(): Promise<readonly Person[]>;
  addPerson(wanted: { readonly name: string; readonly login: string; readonly role: Role }): Promise<LinkView>;
  changePerson(login: string, change: Partial<Pick<Person, 'role' | 'state'>>): Promise<Person>;
  resetPassword(login: string): Promise<LinkView>;
  /** The address at which a calendar program reads for them what is scheduled; the one before it ends. */
  makeCalendarLink(login: string): Promise<LinkView>;
  endCalendarLink(login: string): Promise<Person>;
  listTokens(): Promise<readonly ApiToken[]>;
  addToken(login: string, name: string, role: Role): Promise<{ readonly token: ApiToken; readonly secret: string }>;
  removeToken(id: string): Promise<void>;
}

/** The link by which a person chooses a password, or their calendar program reads. */
export interface LinkView {
  readonly person: Person;
  readonly link: string;
}
