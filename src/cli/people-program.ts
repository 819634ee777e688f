import type { ApiToken, Person, Role } from '../domain/person.js';

/** What the commands of `users` and `tokens` do; people are named by their login. */
export interface PeopleProgram {
  listPeople(): Promise<readonly Person[]>;
  addPerson(wanted: { readonly name: string; readonly login: string; readonly role: Role }): Promise<LinkView>;
  changePerson(login: string, change: Partial<Pick<Person, 'role' | 'state'>>): Promise<Person>;
  resetPassword(login: string): Promise<LinkView>;
  listTokens(): Promise<readonly ApiToken[]>;
  addToken(login: string, name: string, role: Role): Promise<{ readonly token: ApiToken; readonly secret: string }>;
  removeToken(id: string): Promise<void>;
}

/** The link by which a person chooses a password. */
export interface LinkView {
  readonly person: Person;
  readonly link: string;
}
