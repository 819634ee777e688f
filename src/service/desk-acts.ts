import { checkAccount } from '../application/check-account.js';
import { demandAccount } from '../application/demand-account.js';
import { demandPost } from '../application/demand-post.js';
import { holdBack } from '../application/move-post.js';
import { queueDraft } from '../application/queue-draft.js';
import type { Ports } from '../application/ports/ports.js';
import type { DeskProgram } from '../cli/desk-program.js';
import type { PostView } from '../cli/post-view.js';
import type { Post } from '../domain/post.js';
import type { Newsroom } from './open-newsroom.js';
import { demandPerson } from './people-acts.js';

type InQueue = <T>(work: (ports: Ports, newsroom: Newsroom) => Promise<T>) => Promise<T>;

/** What the dashboard does, done at the machine itself. */
export function deskActs(
  inQueue: InQueue,
  view: (ports: Ports, post: Post) => PostView,
  stopped: AbortSignal,
): DeskProgram {
  const change = (work: (ports: Ports) => Promise<Post>): Promise<PostView> =>
    inQueue(async (ports) => view(ports, await work(ports)));
  const seen = async (ports: Ports, id: string): Promise<number> => (await demandPost(ports, id)).revision;
  return {
    hold: (id, reason) => change(async (ports) => holdBack(ports, id, await seen(ports, id), reason)),
    giveBack: (id, note) => change(async (ports) => ports.ledger.returnPost(id, await seen(ports, id), note)),
    note: (id, note) => inQueue(({ ledger }) => ledger.notePost(id, note)),
    queueDraft: (id, { at, wallTime }, inSlot) =>
      change(async (ports) => {
        const wish = { dueAt: at ?? ports.clock.now(), wallTime, inSlot, needsApproval: false };
        return queueDraft(ports, id, await seen(ports, id), wish);
      }),
    pauseAccount: (name, reason) =>
      inQueue(async (ports) => {
        await ports.ledger.pauseAccount((await demandAccount(ports, name)).id, reason);
        return demandAccount(ports, name);
      }),
    checkAccount: (name) =>
      inQueue(async (ports) => {
        const health = await checkAccount(ports, await demandAccount(ports, name), stopped);
        return health.kind === 'healthy' ? null : health.answer.message;
      }),
    listAudit: ({ login, kind, count }) =>
      inQueue(async ({ ledger }) => {
        const by = login === null ? {} : { by: (await demandPerson(ledger, login)).id };
        const search = { ...by, ...(kind === null ? {} : { kind }) };
        return (await ledger.searchAudit(search, { cursor: null, limit: count })).items;
      }),
    settings: () => inQueue(({ ledger }) => ledger.readSettings()),
    changeSettings: (wanted) => inQueue(({ ledger }) => ledger.changeSettings(wanted)),
    listOperations: async () => (await import('./call-api.js')).listOperations(),
    callApi: (name, asked, tell) =>
      inQueue(async (ports, newsroom) => {
        const { callApi } = await import('./call-api.js');
        return callApi(newsroom, ports, stopped, { ...asked, name, tell });
      }),
  };
}
