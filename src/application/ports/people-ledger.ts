import type { ApiToken, Person, PersonId, Role } from '../../domain/person.js';

/**
 * Who may do what. Secrets (of sessions, tokens and links) are known by their hashes alone. Every method is one
 * transaction and harmless to repeat.
 */
export interface PeopleLedger {
  /** Fails with KWB_NAME_TAKEN where the login is somebody's. */
  addPerson(wanted: WantedPerson): Promise<Person>;
  /** By name. */
  listPeople(): Promise<readonly Person[]>;
  findPerson(id: PersonId): Promise<Person | null>;
  findPersonByLogin(login: string): Promise<Person | null>;
  /**
   * Fails with KWB_LAST_ADMIN where nobody would be left to administer. One who is disabled is signed out, and their
   * tokens, their calendar's address and their links end for good.
   */
  changePerson(id: PersonId, change: Partial<Pick<Person, 'name' | 'role' | 'state'>>): Promise<Person>;
  /** Null: there is no such active person, or they have no password. */
  findPassword(login: string): Promise<{ readonly person: Person; readonly passwordHash: string } | null>;
  /** Ends the person's sessions, and their links. */
  setPassword(id: PersonId, passwordHash: string): Promise<void>;

  openSession(id: PersonId, secretHash: string): Promise<void>;
  /** Whose it is, while it lasts and they are active. */
  findSession(secretHash: string): Promise<Person | null>;
  endSession(secretHash: string): Promise<void>;

  /** Fails with KWB_NAME_TAKEN where the person has one of that name. */
  addToken(
    id: PersonId,
    wanted: { readonly name: string; readonly role: Role; readonly expiresAt: Date | null },
    secretHash: string,
  ): Promise<ApiToken>;
  /** Of one person, or of all (null), the newest first. */
  listTokens(id: PersonId | null): Promise<readonly ApiToken[]>;
  /** The token and whose it is, while it lasts and they are active. */
  useToken(secretHash: string): Promise<{ readonly token: ApiToken; readonly person: Person } | null>;
  removeToken(tokenId: string): Promise<void>;

  /** By which calendar programs read for the person; the one before it ends. */
  makeCalendarLink(id: PersonId, secretHash: string): Promise<void>;
  removeCalendarLink(id: PersonId): Promise<void>;
  findCalendarLink(id: PersonId): Promise<CalendarLink | null>;
  /** Whose it is, while it lasts and they are active. */
  useCalendarLink(secretHash: string): Promise<Person | null>;

  /** A link that opens once: for a password, or for the first person (null). */
  makeLink(id: PersonId | null, secretHash: string): Promise<void>;
  /** Null: it is none, was used, is over, or (set-up) there is somebody already. */
  findLink(secretHash: string): Promise<{ readonly person: Person | null } | null>;
  /** The first person, by a link for that. Null as above. */
  setUp(secretHash: string, first: Omit<WantedPerson, 'role'>, passwordHash: string): Promise<Person | null>;
  /** Null as above. */
  choosePassword(secretHash: string, passwordHash: string): Promise<Person | null>;

  /**
   * Counts a try to sign in before it is made, under each of the keys; null: it may be made, else until when nothing
   * may under one of them.
   */
  countTry(keys: readonly TryKey[]): Promise<Date | null>;
  forgetTries(keys: readonly TryKey[]): Promise<void>;
}

export type WantedPerson = Pick<Person, 'name' | 'login' | 'role'>;

export interface CalendarLink {
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** What tries are counted by, and how many are free. */
export interface TryKey {
  readonly key: string;
  readonly freeTries: number;
}
