import type { Person, Role } from '../../domain/person.js';
import type { Ledger } from '../../application/ports/ledger.js';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../contract/route.js';
import type { RouteName, Routes } from '../contract/routes.js';

/** Who asks, with what they may do here. */
export interface Asker {
  readonly person: Person;
  /** Of the person, or less where a token asks. */
  readonly role: Role;
  readonly by: 'session' | 'token';
  /** By it the session is ended; null for a token. */
  readonly session: string | null;
}

type SeenBy<Kind> = Kind extends 'revision' ? number : Kind extends 'hash' ? string : undefined;

interface Request<R extends Route> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** What was seen (`If-Match`). */
  readonly seen: SeenBy<R['ifMatch']>;
  readonly idempotencyKey: string | null;
  /** The address it comes from. */
  readonly from: string;
  readonly lastEventId: string | null;
  /** What its cookie holds, whether that is still a session or not; null = no cookie. */
  readonly cookieSession: string | null;
  /** Sets the session's cookie (null: takes it away). */
  readonly setSession: (session: string | null) => void;
}

/** A request that was let in and read. */
export interface Asked<R extends Route> extends Request<R> {
  readonly asker: Asker;
  /** Who they are by now: null once they were shut out or have signed out. */
  readonly askAgain: () => Promise<Asker | null>;
  /** The ledger, for what they do: the history names them. */
  readonly ledger: Ledger;
}

/** What comes instead of JSON. */
export interface Bytes {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Behind its address there is never anything else. */
  readonly isForGood: boolean;
}
type Answer<R extends Route> = R['answer'] extends 'bytes'
  ? Bytes
  : R['answer'] extends 'stream'
    ? AsyncIterable<string>
    : AnswerOf<R>;

export type Handler<R extends Route> = (
  asked: R['role'] extends 'anyone' ? Request<R> : Asked<R>,
) => Promise<Answer<R>>;

/** One for each route, by its name. */
export type Handlers<Names extends RouteName = RouteName> = { readonly [Name in Names]: Handler<Routes[Name]> };
