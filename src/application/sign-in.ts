import { KawarabanError } from '../domain/errors.js';
import type { Person, PersonId } from '../domain/person.js';
import type { Passwords } from './ports/passwords.js';
import type { PeopleLedger, TryKey, WantedPerson } from './ports/people-ledger.js';
import type { Ledger } from './ports/ledger.js';
import { hashSecret, newSecret } from './secret-text.js';

interface SignInPorts {
  readonly ledger: Ledger;
  readonly passwords: Passwords;
}

export type SignIn =
  | { readonly kind: 'signed-in'; readonly person: Person; readonly session: string }
  | { readonly kind: 'refused' }
  /** Too many tries. */
  | { readonly kind: 'wait'; readonly until: Date };

export interface SignInTry {
  readonly login: string;
  readonly password: string;
  /** Where the request comes from. */
  readonly from: string;
}

/** Says the same, and takes as long, whether there is no such person or the password is wrong. */
export async function signIn(ports: SignInPorts, { login, password, from }: SignInTry): Promise<SignIn> {
  const keys = keysOf(login, from);
  const until = await ports.ledger.countTry([...keys.theirs, keys.place]);
  if (until !== null) return { kind: 'wait', until };
  const found = await ports.ledger.findPassword(login);
  const isRight = await ports.passwords.verify(found?.passwordHash ?? null, password);
  if (found === null || !isRight) return { kind: 'refused' };
  await ports.ledger.forgetTries(keys.theirs);
  return { kind: 'signed-in', person: found.person, session: await openSession(ports, found.person) };
}

/** Few tries for a name from one place; more for a name from anywhere, and for a place that many may share. */
function keysOf(login: string, from: string): { readonly theirs: readonly TryKey[]; readonly place: TryKey } {
  return {
    theirs: [
      { key: hashSecret(`${login} from ${from}`), freeTries: 5 },
      { key: hashSecret(login), freeTries: 30 },
    ],
    place: { key: hashSecret(`from ${from}`), freeTries: 100 },
  };
}

async function openSession({ ledger }: Pick<SignInPorts, 'ledger'>, person: Person): Promise<string> {
  const session = newSecret();
  await ledger.by(person).openSession(person.id, hashSecret(session));
  return session;
}

interface Entered {
  readonly person: Person;
  readonly session: string;
}

/** The first administrator, by the link that the first start prints. */
export async function setUp(
  ports: SignInPorts,
  link: string,
  first: Omit<WantedPerson, 'role'>,
  password: string,
): Promise<Entered> {
  const person = await ports.ledger.setUp(hashSecret(link), first, await ports.passwords.hash(password));
  if (person === null) throw linkInvalid();
  return { person, session: await openSession(ports, person) };
}

export async function choosePassword(ports: SignInPorts, link: string, password: string): Promise<Entered> {
  const person = await ports.ledger.choosePassword(hashSecret(link), await ports.passwords.hash(password));
  if (person === null) throw linkInvalid();
  return { person, session: await openSession(ports, person) };
}

/** Whose link it is; null = for the first person. */
export async function readLink(
  { ledger }: { readonly ledger: Pick<PeopleLedger, 'findLink'> },
  link: string,
): Promise<Person | null> {
  const found = await ledger.findLink(hashSecret(link));
  if (found === null) throw linkInvalid();
  return found.person;
}

/** The session in which it is done goes on as another one. */
export async function changePassword(
  ports: SignInPorts,
  person: Person,
  { current, password, from }: { readonly current: string; readonly password: string; readonly from: string },
): Promise<SignIn> {
  const right = await signIn(ports, { login: person.login, password: current, from });
  if (right.kind !== 'signed-in') return right;
  await ports.ledger.by(person).setPassword(person.id, await ports.passwords.hash(password));
  return { ...right, session: await openSession(ports, person) };
}

/** A secret for a link by which a person chooses a password, or (null) the first one sets the newsroom up. */
export async function makeLink({ ledger }: Pick<SignInPorts, 'ledger'>, id: PersonId | null): Promise<string> {
  const secret = newSecret();
  await ledger.makeLink(id, hashSecret(secret));
  return secret;
}

function linkInvalid(): KawarabanError {
  return new KawarabanError(
    'KWB_LINK_INVALID',
    'this link was used already, is over, or was cut off: ask an administrator for another one',
  );
}
