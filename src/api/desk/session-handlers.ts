import { changePassword, choosePassword, readLink, setUp, signIn, type SignIn } from '../../application/sign-in.js';
import { hashSecret } from '../../application/secret-text.js';
import type { Person, Role } from '../../domain/person.js';
import type { Me, sessionRoutes } from '../contract/session.js';
import type { Routes } from '../contract/routes.js';
import type { Asked, Asker, Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { Refusal } from './refusal.js';

/** The same for a login that nobody has. */
const WRONG_PAIR = 'this name and this password do not belong together';
/** Who is signed in learns nothing by it. */
const WRONG_CURRENT = 'your current password is not right: nothing is changed';

type Entering = Pick<Asked<Routes['whoAmI']>, 'cookieSession' | 'setSession'>;
type SignedIn = Extract<SignIn, { kind: 'signed-in' }>;

export function sessionHandlers({ ports, passwords }: Desk): Handlers<keyof typeof sessionRoutes> {
  const { ledger, clock } = ports;
  const demand = (result: SignIn, wrong: string): SignedIn => {
    if (result.kind === 'signed-in') return result;
    if (result.kind === 'refused') throw new Refusal('KWB_SIGN_IN_FAILED', wrong);
    const seconds = Math.max(Math.ceil((result.until.getTime() - clock.now().getTime()) / 1_000), 1);
    throw new Refusal('KWB_TOO_MANY_TRIES', `too many tries: wait ${seconds} s`, { retryAfterSeconds: seconds });
  };
  /** A new session takes the place of the one that the browser had: whoever kept a copy of its cookie is out. */
  const enter = async (
    { cookieSession, setSession }: Entering,
    { person, session }: Pick<SignedIn, 'person' | 'session'>,
  ): Promise<Me> => {
    const before = cookieSession === null ? null : hashSecret(cookieSession);
    const owner = before === null ? null : await ledger.findSession(before);
    if (before !== null && owner !== null) await ledger.by(owner).endSession(before);
    setSession(session);
    return toMe(person, person.role, 'session');
  };
  return {
    signIn: async ({ body, from, ...asked }) =>
      enter(asked, demand(await signIn({ ledger, passwords }, { ...body, from }), WRONG_PAIR)),
    whoAmI: ({ asker: { person, role, by } }) => Promise.resolve(toMe(person, role, by)),
    signOut: async ({ asker: { session }, ledger: theirs, setSession }) => {
      if (session !== null) await theirs.endSession(hashSecret(session));
      setSession(null);
      return undefined;
    },
    changePassword: async ({ asker, body, from, setSession }) => {
      refuseTokens(asker);
      const wanted = { ...body, from };
      const changed = await changePassword({ ledger, passwords }, asker.person, wanted);
      setSession(demand(changed, WRONG_CURRENT).session);
      return undefined;
    },
    readLink: async ({ body }) => {
      const person = await readLink({ ledger }, body.link);
      return person === null
        ? { purpose: 'set-up', name: null, login: null }
        : { purpose: 'password', name: person.name, login: person.login };
    },
    setUp: async ({ body: { link, password, ...first }, ...asked }) =>
      enter(asked, await setUp({ ledger, passwords }, link, first, password)),
    setPassword: async ({ body, ...asked }) =>
      enter(asked, await choosePassword({ ledger, passwords }, body.link, body.password)),
  };
}

/** What gives more rights, or keeps somebody out, is for the person alone. */
export function refuseTokens({ by }: Asker): void {
  if (by === 'token') throw new Refusal('KWB_NOT_ALLOWED', 'a token may not do this: sign in yourself');
}

function toMe({ id, name, login }: Person, role: Role, by: Me['by']): Me {
  return { id, name, login, role, by };
}
