import { createHash } from 'node:crypto';
import { approvePost, releaseHeld } from '../../application/approve-post.js';
import { composePosts, timesOf } from '../../application/compose-posts.js';
import { demandPost, refuseUnseen } from '../../application/demand-post.js';
import { draftCorrection } from '../../application/draft-correction.js';
import { holdBack, movePost } from '../../application/move-post.js';
import type { Creation } from '../../application/ports/desk-ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import { queueDraft } from '../../application/queue-draft.js';
import { confirmAbsent, confirmPublished } from '../../application/resolve-post.js';
import { retractPost } from '../../application/retract-post.js';
import { rewritePost } from '../../application/rewrite-post.js';
import { POST_STATES } from '../../domain/post.js';
import type { postRoutes } from '../contract/post-routes.js';
import { demandAccounts } from './account-handlers.js';
import type { Asker, Handlers } from './asked.js';
import { changeMany } from './change-many.js';
import type { Desk } from './desk.js';
import { historyOf } from './post-history.js';
import { toChoice } from './to-choice.js';
import { viewPost, viewPosts } from './views.js';
import { timeLimit } from '../../application/time-limit.js';

const RETRACT_MS = 60_000;

type ChangeNames = 'movePost' | 'queuePost' | 'approvePost' | 'returnPost' | 'releasePost' | 'holdPost';
type EndNames = 'editPost' | 'cancelPost' | 'confirmPost' | 'resendPost' | 'retractPost' | 'notePost';

export function postHandlers(desk: Desk): Handlers<keyof typeof postRoutes> {
  const { ports } = desk;
  return {
    listPosts: async ({ asker, query }) => {
      const { cursor = null, limit, state, account, article, group, by, from, to, q, ...rest } = query;
      const search = {
        ...rest,
        ...(state === undefined ? {} : { states: state }),
        ...(account === undefined ? {} : { accountId: account }),
        ...(article === undefined ? {} : { articleId: article }),
        ...(group === undefined ? {} : { groupId: group }),
        ...(by === undefined ? {} : { writtenBy: by }),
        ...(from === undefined ? {} : { from: new Date(from) }),
        ...(to === undefined ? {} : { to: new Date(to) }),
        ...(q === undefined ? {} : { words: q }),
      };
      const { items, next } = await ports.ledger.searchPosts(search, { cursor, limit });
      return { items: await viewPosts(ports, asker, items), next };
    },
    countPosts: async () => ({ counts: [...(await ports.ledger.countPosts(POST_STATES))] }),
    readPost: async ({ asker, params }) => viewPost(ports, asker, await demandPost(ports, params.id)),
    readPostHistory: async ({ params }) => historyOf(ports, await demandPost(ports, params.id)),
    composePosts: async ({ asker, ledger, body, idempotencyKey }) => {
      const accounts = await demandAccounts(
        ports,
        body.variants.map(({ account }) => account),
      );
      const composition = {
        isDraft: body.as === 'draft',
        variants: body.variants.flatMap(({ parts }, index) => {
          const account = accounts[index];
          return account === undefined ? [] : [{ account, parts }];
        }),
        when: toChoice(body.when),
        expiresAt: body.expiresAt === null ? null : new Date(body.expiresAt),
        articleId: body.article,
        replyTo: null,
        needsApproval: body.askApproval || (await isApprovalDemanded(ports, asker)),
        lane: body.lane,
      };
      const posts = await composePosts({ ...ports, ledger }, composition, toCreation(idempotencyKey, body));
      return { items: await viewPosts(ports, asker, posts) };
    },
    correctPost: async ({ asker, ledger, params, idempotencyKey }) =>
      viewPost(
        ports,
        asker,
        await draftCorrection({ ...ports, ledger }, params.id, toCreation(idempotencyKey, { correct: params.id })),
      ),
    changeManyPosts: async ({ asker, ledger, body }) => ({
      results: await changeMany({ ...ports, ledger }, asker, body),
    }),
    ...changeHandlers(desk),
    ...endHandlers(desk),
  };
}

/** What becomes of a post that waits. */
function changeHandlers({ ports }: Desk): Handlers<ChangeNames> {
  return {
    movePost: async ({ asker, ledger, params, seen, body }) => {
      const wish = { ...toChoice(body.when), keepsTime: body.keepTime ?? false };
      return viewPost(ports, asker, await movePost({ ...ports, ledger }, params.id, seen, wish));
    },
    queuePost: async ({ asker, ledger, params, seen, body }) => {
      const needsApproval = body.askApproval || (await isApprovalDemanded(ports, asker));
      const wish = { ...timesOf(ports, toChoice(body.when)), needsApproval };
      const queued = await queueDraft({ ...ports, ledger }, params.id, seen, wish);
      return viewPost(ports, asker, queued);
    },
    approvePost: async ({ asker, ledger, params, seen }) =>
      viewPost(ports, asker, await approvePost({ ...ports, ledger }, params.id, seen, asker.person.id)),
    returnPost: async ({ asker, ledger, params, seen, body }) =>
      viewPost(ports, asker, await ledger.returnPost(params.id, seen, body.note)),
    releasePost: async ({ asker, ledger, params, seen }) =>
      viewPost(ports, asker, await releaseHeld({ ...ports, ledger }, params.id, seen)),
    holdPost: async ({ asker, ledger, params, seen, body }) =>
      viewPost(ports, asker, await holdBack({ ledger }, params.id, seen, body.reason)),
  };
}

/** What changes its words, or ends it. */
function endHandlers({ ports, stopped }: Desk): Handlers<EndNames> {
  return {
    editPost: async ({ asker, ledger, params, seen, body }) => {
      const demands = await isApprovalDemanded(ports, asker);
      return viewPost(ports, asker, await rewritePost({ ...ports, ledger }, params.id, seen, body.parts, demands));
    },
    cancelPost: async ({ asker, ledger, params, seen }) =>
      viewPost(ports, asker, await ledger.cancelPost(params.id, seen)),
    confirmPost: async ({ asker, ledger, params, seen, body }) =>
      viewPost(ports, asker, await confirmPublished({ ...ports, ledger }, params.id, body.url, seen)),
    resendPost: async ({ asker, ledger, params, seen }) =>
      viewPost(ports, asker, await confirmAbsent({ ...ports, ledger }, params.id, seen)),
    retractPost: async ({ asker, ledger, params, seen }) => {
      refuseUnseen(await demandPost(ports, params.id), seen);
      const signal = timeLimit(RETRACT_MS, stopped);
      return viewPost(ports, asker, await retractPost({ ...ports, ledger }, params.id, signal));
    },
    notePost: async ({ ledger, params, body }) => {
      await ledger.notePost(params.id, body.note);
      return undefined;
    },
  };
}

async function isApprovalDemanded({ ledger }: Pick<Ports, 'ledger'>, { role }: Asker): Promise<boolean> {
  return role === 'editor' && (await ledger.readSettings()).editorsNeedApproval;
}

export function toCreation(key: string | null, asked: unknown): Creation | null {
  return key === null ? null : { key, hash: createHash('sha256').update(JSON.stringify(asked)).digest('hex') };
}
