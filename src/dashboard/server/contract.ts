import { config, type z } from 'zod';
import type { account, accountRoutes } from '../../api/contract/accounts.js';
import type { articleLine, explanation } from '../../api/contract/articles.js';
import type { auditLine, calendar, silence, today } from '../../api/contract/newsroom.js';
import type { person, token } from '../../api/contract/people.js';
import type { bulk, compose } from '../../api/contract/post-routes.js';
import type {
  ACTIONS,
  delivery,
  draftPart,
  post,
  postEvent,
  postHistory,
  postState,
} from '../../api/contract/posts.js';
import type { preview, previewRoutes } from '../../api/contract/previews.js';
import type { source, sourceRoutes } from '../../api/contract/sources.js';
import type { templateRoutes } from '../../api/contract/templates.js';
import { network } from '../../api/contract/values.js';

// Zod's faster way makes code from text, which the CSP refuses.
config({ jitless: true });

export type Account = z.output<typeof account>;
export type ArticleLine = z.output<typeof articleLine>;
export type Bulk = z.input<typeof bulk>;
export type Calendar = z.output<typeof calendar>;
export type CalendarAccount = Calendar['accounts'][number];
export type CalendarPost = Calendar['posts'][number];
export type AuditLine = z.output<typeof auditLine>;
export type Compose = z.input<typeof compose>;
export type Delivery = z.output<typeof delivery>;
export type DraftPart = z.output<typeof draftPart>;
export type Explanation = z.output<typeof explanation>;
export type Health = z.output<typeof accountRoutes.checkAccount.answer>;
export type LinkCard = z.output<typeof previewRoutes.readLinkCard.answer>;
export type NetworkName = z.output<typeof network>;
export type Person = z.output<typeof person>;
export type Post = z.output<typeof post>;
export type PostAction = (typeof ACTIONS)[number];
export type PostEvent = z.output<typeof postEvent>;
export type PostHistory = z.output<typeof postHistory>;
export type PostState = z.output<typeof postState>;
export type Preview = z.output<typeof preview>;
export type Silence = z.output<typeof silence>;
export type Source = z.output<typeof source>;
export type Today = z.output<typeof today>;
export type Token = z.output<typeof token>;
export type Webhook = z.output<typeof sourceRoutes.readWebhook.answer>;
export type WrittenTemplate = z.output<typeof templateRoutes.readTemplate.answer>;

export type { When } from '../../api/contract/post-routes.js';
export type { Me } from '../../api/contract/session.js';
export { isAtLeast, type Role } from '../../api/contract/values.js';
export { POST_STATES } from '../../api/contract/posts.js';
export const NETWORKS = network.options;
