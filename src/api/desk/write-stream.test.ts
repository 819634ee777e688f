import { expect, test } from 'vitest';
import type { Change } from '../../application/ports/desk-ledger.js';
import type { Person, Role } from '../../domain/person.js';
import type { Asker } from './asked.js';
import { writeStream } from './write-stream.js';

const PERSON: Person = {
  ...{ id: 'p', name: 'Ilse', login: 'ilse', role: 'viewer', state: 'active', hasPassword: true },
  ...{ createdAt: new Date(0), lastSeenAt: null },
};
const MINUTE_MS = 60_000;

/** What a listener of that role is told of these changes, a minute after each other. */
async function toldTo(role: Role, kinds: readonly string[], askAgain: () => Asker | null): Promise<string> {
  let now = 0;
  async function* changes(): AsyncGenerator<readonly Change[]> {
    for (const kind of kinds) {
      now += MINUTE_MS;
      yield await Promise.resolve([changeOf(kind, now)]);
    }
  }
  const ports = { clock: { now: () => new Date(now) }, ledger: { listSources: () => Promise.resolve([]) } };
  let told = '';
  const listener = { asker: askerOf(role), askAgain: () => Promise.resolve(askAgain()) };
  for await (const piece of writeStream(ports, changes(), listener)) told += piece;
  return told;
}

const askerOf = (role: Role): Asker => ({ person: PERSON, role, by: 'session', session: null });

function changeOf(kind: string, at: number): Change {
  const about = { postId: null, articleId: null, accountId: null, sourceId: null };
  return { id: kind, at: new Date(at), kind, detail: `about ${kind}`, by: { id: 'a', name: 'Ada' }, ...about };
}

test('whoever may not read the audit is told that something changed about people, not what', async () => {
  const kinds = ['person-added', 'token-added', 'signed-in', 'password-changed', 'post-held'];
  const told = await toldTo('viewer', kinds, () => askerOf('viewer'));
  expect([...told.matchAll(/"detail":"([^"]*)"/g)].map(([, detail]) => detail)).toEqual([
    '',
    '',
    '',
    '',
    'about post-held',
  ]);
  expect(told.match(/Ada/g)).toHaveLength(1);
  expect((await toldTo('approver', kinds, () => askerOf('approver'))).match(/Ada/g)).toHaveLength(kinds.length);
});

test('whoever is shut out, or less than before, hears so much from the next look on', async () => {
  expect(await toldTo('admin', ['post-held'], () => null)).not.toContain('post-held');
  expect(await toldTo('admin', ['person-added'], () => askerOf('viewer'))).not.toContain('about');
});
