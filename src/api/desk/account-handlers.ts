import type { z } from 'zod';
import { checkAccount } from '../../application/check-account.js';
import { listLiving } from '../../application/demand-account.js';
import type { Ports } from '../../application/ports/ports.js';
import type { Account, AccountId } from '../../domain/account.js';
import { KawarabanError } from '../../domain/errors.js';
import type { account, accountRoutes } from '../contract/accounts.js';
import type { Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { writeInstant } from './views.js';

export function accountHandlers({ ports, stopped }: Desk): Handlers<keyof typeof accountRoutes> {
  const show = async (id: AccountId) => viewAccount(ports, await demandAccountById(ports, id));
  return {
    listAccounts: async () => ({
      items: await Promise.all((await listLiving(ports)).map((each) => viewAccount(ports, each))),
    }),
    findFreeTime: async ({ params, query }) => {
      const found = await ports.ledger.findFreeTime(await demandAccountById(ports, params.id), {
        postId: query.post ?? null,
        lane: 'normal',
        dueAt: new Date(query.from),
        inSlot: query.in === 'slot',
      });
      return { at: writeInstant(found) };
    },
    checkAccount: async ({ params }) => {
      const found = await demandAccountById(ports, params.id);
      const health = await checkAccount(ports, found, stopped);
      if (health.kind === 'healthy') return { kind: 'healthy', displayName: health.displayName };
      return { kind: 'unhealthy', status: health.answer.status, message: health.answer.message };
    },
    pauseAccount: async ({ ledger, params, body }) => {
      await demandAccountById(ports, params.id);
      await ledger.pauseAccount(params.id, body.reason);
      return show(params.id);
    },
    resumeAccount: async ({ ledger, params }) => {
      await demandAccountById(ports, params.id);
      await ledger.resumeAccount(params.id);
      return show(params.id);
    },
  };
}

export async function demandAccounts(
  ports: Pick<Ports, 'ledger'>,
  ids: readonly AccountId[],
): Promise<readonly Account[]> {
  const living = new Map((await listLiving(ports)).map((each) => [each.id, each]));
  return ids.map((id) => {
    const found = living.get(id);
    if (found === undefined) throw new KawarabanError('KWB_NOT_FOUND', `there is no account ${id}`);
    return found;
  });
}

async function demandAccountById(ports: Pick<Ports, 'ledger'>, id: AccountId): Promise<Account> {
  const [found] = await demandAccounts(ports, [id]);
  if (found === undefined) throw new Error('one id has one account');
  return found;
}

export async function viewAccount(
  { ledger, clock }: Pick<Ports, 'ledger' | 'clock'>,
  found: Account,
): Promise<z.infer<typeof account>> {
  const { budget, prices } = found.settings;
  const { spentMicros, scheduledMicros } = await ledger.readSpending(found.id, clock.now());
  return {
    ...viewHabits(found),
    money: {
      ...{ spentMicros, scheduledMicros },
      budgetMicros: budget?.monthlyMicros ?? null,
      whenOver: budget?.whenOver ?? null,
      postMicros: prices?.postMicros ?? null,
      linkPostMicros: prices?.linkPostMicros ?? null,
    },
  };
}

/** All of it but the money. */
export function viewHabits({ settings, blockedUntil, ...found }: Account): Omit<z.infer<typeof account>, 'money'> {
  const { id, name, network, simulated, state, pausedReason } = found;
  return {
    ...{ id, name, network, simulated, state, pausedReason },
    blockedUntil: writeInstant(blockedUntil),
    limits: {
      characters: settings.characterLimit,
      zone: settings.zone,
      minimumGapMs: settings.minimumGapMs,
      postsPerHour: settings.postsPerHour,
      postsPerDay: settings.postsPerDay,
      quietHours: settings.quietHours,
      slots: [...settings.slots],
    },
  };
}
