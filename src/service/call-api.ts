import type { Asker } from '../api/desk/asked.js';
import { deskHandlers } from '../api/desk/desk-handlers.js';
import { readRequest } from '../api/desk/read-request.js';
import { asRefusal } from '../api/desk/refusal.js';
import type { Route } from '../api/contract/route.js';
import { ROUTES, type RouteName } from '../api/contract/routes.js';
import { liftedByPeopleOnly } from '../application/lift-embargo.js';
import type { Ports } from '../application/ports/ports.js';
import type { ApiAnswer, ApiRequest } from '../cli/desk-program.js';
import { KawarabanError } from '../domain/errors.js';
import { COMMAND_LINE } from '../domain/person.js';
import { openDesk } from './open-desk.js';
import type { Newsroom } from './open-newsroom.js';

/** Whoever works at the machine itself may do all that needs nobody signed in. */
const ASKER: Asker = {
  person: {
    ...COMMAND_LINE,
    ...{ login: '', role: 'admin', state: 'active', hasPassword: false },
    createdAt: new Date(0),
    lastSeenAt: null,
  },
  role: 'admin',
  by: 'session',
  session: null,
};

/** Signing in is for people at a browser; what belongs to one person, the commands of `users` and `tokens` do. */
const OF_PEOPLE: readonly RouteName[] = [
  ...(['signIn', 'whoAmI', 'signOut', 'changePassword', 'readLink', 'setUp', 'setPassword'] as const),
  ...(['addToken', 'readCalendarLink', 'makeCalendarLink', 'removeCalendarLink', 'storePicture'] as const),
];

/** People are told apart by their sign-in: named in the list, it would promise what it refuses. */
const OF_TWO_PEOPLE: readonly RouteName[] = ['liftEmbargo'];

export function listOperations(): readonly string[] {
  return operations().map((name) => `${name}  ${ROUTES[name].does}`);
}

function operations(): readonly RouteName[] {
  return (Object.keys(ROUTES) as RouteName[]).filter((name) => ![...OF_PEOPLE, ...OF_TWO_PEOPLE].includes(name));
}

interface Call extends ApiRequest {
  readonly name: string;
  readonly tell: (text: string) => void;
}

/** One operation of the API, as the command line does it. */
export async function callApi(
  newsroom: Newsroom,
  ports: Ports,
  stopped: AbortSignal,
  { name, words, body, seen, tell }: Call,
): Promise<ApiAnswer> {
  if (OF_TWO_PEOPLE.some((each) => each === name)) throw liftedByPeopleOnly();
  const operation = operations().find((each) => each === name);
  if (operation === undefined)
    throw new KawarabanError('KWB_USAGE', `there is no operation "${name}": kawaraban api lists them`);
  const route: Route = ROUTES[operation];
  const countAlarms = () => Promise.resolve({});
  const handlers = deskHandlers(openDesk(newsroom, { ports, countAlarms }, stopped));
  const handle = handlers[operation] as (asked: object) => Promise<unknown>;
  try {
    const read = readRequest(route, requestOf(route, words, body, seen));
    const asked = { ...read, from: COMMAND_LINE.name, asker: ASKER, ledger: ports.ledger };
    return await toAnswer(route, await handle(asked), tell);
  } catch (error) {
    const refusal = asRefusal(error);
    throw refusal === null || error instanceof KawarabanError
      ? error
      : new KawarabanError('KWB_USAGE', refusal.message);
  }
}

function requestOf(route: Route, words: ApiRequest['words'], body: unknown, seen: string | null) {
  const inAddress = ([key]: readonly [string, string]): boolean => route.path.split('/').includes(`:${key}`);
  const given = Object.entries(words);
  return {
    params: Object.fromEntries(given.filter(inAddress)),
    query: Object.fromEntries(given.filter((word) => !inAddress(word))),
    body,
    headers: seen === null ? {} : { 'if-match': `"${seen}"` },
  };
}

async function toAnswer(route: Route, answer: unknown, tell: Call['tell']): Promise<ApiAnswer> {
  if (route.answer === 'bytes') return { kind: 'bytes', bytes: (answer as { readonly bytes: Uint8Array }).bytes };
  if (route.answer !== 'stream') return { kind: 'json', value: answer };
  for await (const text of answer as AsyncIterable<string>) tell(text.trimEnd());
  return { kind: 'told' };
}
