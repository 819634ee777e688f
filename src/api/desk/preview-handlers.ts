import { createHash } from 'node:crypto';
import { previewDraft, type DraftPreview } from '../../application/preview-drafts.js';
import { findReach } from '../../application/find-reach.js';
import { KawarabanError } from '../../domain/errors.js';
import { sumPrices } from '../../domain/money.js';
import type { previewRoutes } from '../contract/previews.js';
import type { AnswerOf } from '../contract/route.js';
import { demandAccounts } from './account-handlers.js';
import type { Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { toChoice } from './to-choice.js';
import { nameAccount, viewPart, writeInstant } from './views.js';

const PAGE_MS = 10_000;
type Preview = AnswerOf<typeof previewRoutes.previewPosts>['items'][number];

export function previewHandlers(desk: Desk): Handlers<keyof typeof previewRoutes> {
  const { ports, stopped, inspectPicture } = desk;
  return {
    previewPosts: async ({ asker, body }) => {
      const ids = body.variants.map(({ account }) => account);
      const accounts = await demandAccounts(ports, ids);
      const article = body.article === null ? null : await ports.ledger.findArticle(body.article);
      const isEditor = asker.role === 'editor' && (await ports.ledger.readSettings()).editorsNeedApproval;
      const edited = body.post === null ? null : await ports.ledger.findPost(body.post);
      const demands = isEditor || edited?.needsApproval === true;
      const previews = accounts.map(async (account, index) => {
        const parts = body.variants[index]?.parts ?? null;
        const question = { account, parts, article, when: toChoice(body.when), postId: body.post };
        return viewPreview(desk, await previewDraft(ports, question), demands);
      });
      return { items: await Promise.all(previews) };
    },
    readLinkCard: async ({ body }) => {
      const answer = await ports.pages.ask(body.url, await findReach(ports), PAGE_MS, stopped);
      if (answer.kind !== 'answered') return { kind: 'none', why: answer.message };
      const { canonical, title, summary, image } = answer.facts;
      const picture = image === null ? null : { url: image.url, alt: image.alt };
      return { kind: 'read', url: canonical ?? answer.address, title, summary, image: picture };
    },
    readCardPicture: async ({ query }) => {
      const seen = await ports.pages.readPicture(query.url, await findReach(ports), PAGE_MS, stopped);
      if (seen.kind !== 'read') throw new KawarabanError('KWB_NOT_FOUND', `no picture: ${seen.message}`);
      if (seen.isTooLarge) throw new KawarabanError('KWB_NOT_FOUND', 'no picture: it has more than 5 MB');
      return { type: seen.type, bytes: seen.bytes, isForGood: false };
    },
    storePicture: async ({ ledger, body }) => {
      const { width, height } = inspectPicture(body);
      const pictureId = createHash('sha256').update(body).digest('hex');
      await ledger.storePicture(pictureId, body);
      return { pictureId, width, height };
    },
    readPicture: async ({ params }) => {
      const bytes = await ports.ledger.loadPicture(params.id);
      if (bytes === null) throw new KawarabanError('KWB_NOT_FOUND', `there is no picture ${params.id}`);
      return { type: inspectPicture(bytes).type, bytes, isForGood: true };
    },
  };
}

async function viewPreview({ ports }: Desk, preview: DraftPreview, needsApproval: boolean): Promise<Preview> {
  const { account, parts, problems, warnings, goesOutAt } = preview;
  const { budget } = account.settings;
  const spending = budget === null ? null : await ports.ledger.readSpending(account.id, goesOutAt ?? ports.clock.now());
  const spent = spending === null ? 0 : spending.spentMicros + spending.scheduledMicros;
  return {
    account: nameAccount(account),
    parts: parts.map((part, position) => viewPart(ports, account, part, position)),
    problems: [...problems],
    warnings: warnings.map(({ code, message, post }) => ({
      ...{ code, message },
      post: post === null ? null : { id: post.id, text: post.parts[0]?.text ?? '', at: post.nextAt.toISOString() },
    })),
    priceMicros: sumPrices(parts),
    leftMicros: budget === null ? null : budget.monthlyMicros - spent,
    goesOutAt: writeInstant(goesOutAt),
    needsApproval,
  };
}
