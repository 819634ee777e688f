import { z } from 'zod';
import type { SimulatedAnswer } from '../simulator.js';
import { json } from '../simulator-server.js';
import { kindOf, type TokenKind } from './access-check.js';
import { checkParameters, flag, wholeNumber } from './call-parameters.js';
import { refuse } from './error-catalogue.js';
import type { GraphCall } from './graph-call.js';
import { rememberLinkCard } from './link-cards.js';
import { readNode } from './reading.js';
import { APP_ID, PAGE_NAME, PROFILE_ID, SIMULATED_FACEBOOK_CREDENTIALS, USER_ID } from './simulated-page.js';
import { TOKEN_DEATHS } from './simulator-settings.js';

const { pageId, pageAccessToken } = SIMULATED_FACEBOOK_CREDENTIALS;
const SCOPES = ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts'];
const CATEGORY = 'Newspaper';

/** GET /{page} */
export function readPage(call: GraphCall): SimulatedAnswer {
  return readNode(call, {
    type: 'Page',
    defaults: ['id', 'name'],
    values: {
      id: pageId,
      name: PAGE_NAME,
      category: CATEGORY,
      link: `${call.origin}/${PROFILE_ID}`,
      is_published: true,
      access_token: pageAccessToken,
      has_transitioned_to_new_page_experience: true,
    },
  });
}

/** GET /me: with a Page token, the Page. */
export function readSelf(call: GraphCall, tokenKind: TokenKind): SimulatedAnswer {
  if (tokenKind === 'page') return readPage(call);
  return readNode(call, { type: 'User', defaults: ['id', 'name'], values: { id: USER_ID, name: 'Simulated Editor' } });
}

const accountsParameters = z.strictObject({ fields: z.string().optional(), limit: wholeNumber.optional() });

/** GET /me/accounts: the Pages of a person; a Page has none. */
export function readAccounts(call: GraphCall, tokenKind: TokenKind): SimulatedAnswer {
  if (tokenKind !== 'user') return refuse('unknown-field', { field: 'accounts' });
  const checked = checkParameters(accountsParameters, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  return json(200, {
    data: [
      {
        access_token: pageAccessToken,
        category: CATEGORY,
        category_list: [{ id: '1', name: CATEGORY }],
        name: PAGE_NAME,
        id: pageId,
        tasks: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'MESSAGING', 'ADVERTISE', 'ANALYZE'],
      },
    ],
    paging: { cursors: { before: 'MAZDZD', after: 'MAZDZD' } },
  });
}

const debugParameters = z.strictObject({ input_token: z.string() });

/** GET /debug_token: a dead token is a 200 that says so. */
export function debugToken(call: GraphCall): SimulatedAnswer {
  const checked = checkParameters(debugParameters, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const kind = kindOf(checked.value.input_token);
  if (kind === null) return json(200, { data: { error: tokenError('token-invalid'), is_valid: false, scopes: [] } });
  const death = kind === 'page' ? call.settings.tokenDies : null;
  return json(200, {
    data: {
      app_id: APP_ID,
      type: kind.toUpperCase(),
      application: 'Simulated App',
      data_access_expires_at: Math.floor(call.now.getTime() / 1000) + 90 * 24 * 60 * 60,
      expires_at: 0,
      is_valid: death === null,
      ...(death === null ? {} : { error: tokenError(TOKEN_DEATHS[death]) }),
      ...(kind === 'page' ? { profile_id: pageId } : {}),
      ...(kind === 'app' ? {} : { user_id: USER_ID }),
      scopes: kind === 'app' ? [] : SCOPES,
      granular_scopes: kind === 'app' ? [] : SCOPES.map((scope) => ({ scope, target_ids: [pageId] })),
    },
  });
}

const errorEnvelope = z.object({
  error: z.object({ code: z.number(), message: z.string(), error_subcode: z.number().optional() }),
});

function tokenError(key: Parameters<typeof refuse>[0]): unknown {
  const { code, message, error_subcode: subcode } = errorEnvelope.parse(JSON.parse(refuse(key).body)).error;
  return { code, message, ...(subcode === undefined ? {} : { subcode }) };
}

const scrapeParameters = z.strictObject({ id: z.string(), scrape: flag });

/** POST /?id=URL&scrape=true: reads the page's card anew. */
export async function scrapePage(call: GraphCall): Promise<SimulatedAnswer> {
  const checked = checkParameters(scrapeParameters, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const { id: url } = checked.value;
  if (!URL.canParse(url)) return refuse('link-invalid');
  const card = await rememberLinkCard(url, call.state.cards);
  return json(200, {
    url,
    type: 'website',
    title: card?.title ?? url,
    description: card?.description ?? '',
    image: [],
    updated_time: call.now.toISOString().replace(/\.\d+Z$/, '+0000'),
  });
}
