import { ROUTES, type RouteName, type Routes } from '../../src/api/contract/routes.js';
import type { AnswerOf, GivenQueryOf, Route } from '../../src/api/contract/route.js';
import { POST_STATES } from '../../src/domain/post.js';

/** A request that is measured. */
export interface Question {
  readonly route: RouteName;
  /** What is special about it. */
  readonly title: string;
  readonly query: Readonly<Record<string, string>>;
}

export type Ask = <Name extends RouteName>(
  name: Name,
  query: Readonly<Record<string, string>>,
) => Promise<AnswerOf<Routes[Name]>>;

type Query = Partial<Record<keyof GivenQueryOf<Routes['listPosts']>, string>>;

const DAY_MS = 86_400_000;
const SORTS = ['next', '-next', '-created'];
/** So many pages of 200 lie before the deep one. */
const DEEP = 50;

/** Every way in which the pages ask for lists, of a ledger that was seeded. */
export async function listQuestions(ask: Ask, now: Date): Promise<readonly Question[]> {
  return [
    ...(await postQuestions(ask, now)),
    ...(await articleQuestions(ask)),
    ...(await auditQuestions(ask, now)),
    calendar('a day', 1, now),
    calendar('a week', 7, now),
    calendar('a month', 42, now),
    calendar('a month of X', 42, now, { network: 'x' }),
    ...(['readToday', 'countPosts', 'listAccounts', 'listPeople', 'listSources', 'listTemplates'] as const).map(
      (route) => ({ route, title: '', query: {} }),
    ),
    { route: 'listTokens', title: '', query: {} },
  ];
}

/** Lists of the contract that are not among the questions. */
export function forgottenLists(questions: readonly Question[]): readonly string[] {
  const asked = new Set<string>(questions.map(({ route }) => route));
  const names = Object.keys(ROUTES) as RouteName[];
  return names.filter((name) => {
    const { method, path }: Route = ROUTES[name];
    return method === 'GET' && name.startsWith('list') && !path.includes(':') && !asked.has(name);
  });
}

async function postQuestions(ask: Ask, now: Date): Promise<readonly Question[]> {
  const filters = await postFilters(ask, now);
  const sorted = SORTS.flatMap((sort) =>
    filters.map(([title, query]) => posts(`${title}, ${sort}`, { ...query, sort })),
  );
  const deep = await Promise.all(
    SORTS.flatMap((sort) =>
      [{}, { state: 'published' }].map(async (query) => {
        const cursor = await deepCursor((cursor) => ask('listPosts', { ...query, ...cursor, sort, limit: '200' }));
        return posts(`deep page, ${[...Object.values(query), sort].join(', ')}`, { ...query, sort, cursor });
      }),
    ),
  );
  return [...sorted, posts('200 a page', { limit: '200' }), ...deep];
}

async function postFilters(ask: Ask, now: Date): Promise<readonly (readonly [string, Query])[]> {
  const { items: accounts } = await ask('listAccounts', {});
  const { items: people } = await ask('listPeople', {});
  const { items: own } = await ask('listPosts', { template: 'none' });
  const { items: told } = await ask('listPosts', { template: 'x/default' });
  const by = people.find(({ role }) => role === 'editor')?.id ?? '';
  const account = accounts[0]?.id ?? '';
  const month = { from: at(now, -30), to: at(now, 0) };
  return [
    ['all', {}],
    ...POST_STATES.map((state) => [state, { state }] as const),
    ['five states', { state: 'draft,awaiting-approval,held,rejected,unconfirmed' }],
    ['an account', { account }],
    ['an account, held', { account, state: 'held' }],
    ['a network', { network: 'facebook' }],
    ['a network, drafts', { network: 'facebook', state: 'draft' }],
    ['a template', { template: 'x/default' }],
    ['a rarer template, held', { template: 'x/breaking', state: 'held' }],
    ['by people', { template: 'none' }],
    ['by a person', { by }],
    ['by a person, unconfirmed', { by, state: 'unconfirmed' }],
    ['of an article', { article: told[0]?.article?.id ?? '' }],
    ['of a group', { group: own[0]?.group ?? '' }],
    ['a month', month],
    ['a month, cancelled', { ...month, state: 'cancelled' }],
    ['a word in many', { q: 'ferry' }],
    ['a word in two', { q: '(44444)' }],
    ['words in none', { q: 'nobody ever wrote this' }],
    ['two letters', { q: 'zz' }],
    ['a word in many, held', { q: 'ferry', state: 'held' }],
    ['a word in many, by a person', { q: 'ferry', by }],
  ];
}

async function articleQuestions(ask: Ask): Promise<readonly Question[]> {
  const cursor = await deepCursor((cursor) => ask('listArticles', { ...cursor, limit: '200' }));
  const queries: Readonly<Record<string, Question['query']>> = {
    all: {},
    '200 a page': { limit: '200' },
    'deep page': { cursor },
    'a word in many': { q: 'ferry' },
    'a word in one': { q: '44444' },
    'words in none': { q: 'nobody ever wrote this' },
    'two letters': { q: 'zz' },
  };
  return Object.entries(queries).map(([title, query]) => ({ route: 'listArticles', title, query }));
}

async function auditQuestions(ask: Ask, now: Date): Promise<readonly Question[]> {
  const cursor = await deepCursor((cursor) => ask('listAudit', { ...cursor, limit: '200' }));
  const { items } = await ask('listAudit', { kind: 'post-note' });
  const by = items[0]?.by?.id ?? '';
  const queries: Readonly<Record<string, Question['query']>> = {
    all: {},
    '200 a page': { limit: '200' },
    'deep page': { cursor },
    'of a person': { by },
    'of a kind': { kind: 'post-note' },
    'of a rare kind': { kind: 'person-added' },
    'of a person and a kind': { by, kind: 'post-note' },
    'a month': { from: at(now, -60), to: at(now, -30) },
    'a month of a kind': { kind: 'post-note', from: at(now, -60), to: at(now, -30) },
  };
  return Object.entries(queries).map(([title, query]) => ({ route: 'listAudit', title, query }));
}

function posts(title: string, query: Query): Question {
  return { route: 'listPosts', title, query };
}

function calendar(title: string, days: number, now: Date, query: Question['query'] = {}): Question {
  return { route: 'readCalendar', title, query: { from: at(now, 0), to: at(now, days), ...query } };
}

function at(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}

async function deepCursor(
  ask: (cursor: Readonly<Record<string, string>>) => Promise<{ readonly next: string | null }>,
): Promise<string> {
  let cursor: Readonly<Record<string, string>> = {};
  for (let page = 0; page < DEEP; page++) {
    const { next } = await ask(cursor);
    if (next !== null) cursor = { cursor: next };
  }
  return cursor['cursor'] ?? '';
}
