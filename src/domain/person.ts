export type PersonId = string;

/** Each may do what the ones before it may. */
export const ROLES = ['viewer', 'editor', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export function isAtLeast(held: Role, needed: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(needed);
}

/** Of two roles the one that may less: what a token of a person may do. */
export function lesserRole(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? other : one;
}

/** Somebody who signs in. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** In small letters; unique for ever. */
  readonly login: string;
  readonly role: Role;
  /** `disabled`: signs in nowhere; what they did keeps their name. */
  readonly state: 'active' | 'disabled';
  /** False until they have chosen one. */
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
}

/** By it programs act for a person, with at most that person's role. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly person: Pick<Person, 'id' | 'name'>;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Who did something, with the name they had then. */
export interface Doer {
  readonly id: PersonId;
  readonly name: string;
}

/** Whoever works at the service's machine itself. */
export const COMMAND_LINE: Doer = { id: 'command-line', name: 'the command line' };
