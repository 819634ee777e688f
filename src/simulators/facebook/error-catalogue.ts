import { z } from 'zod';
import type { SimulatedAnswer } from '../simulator.js';
import { json } from '../simulator-server.js';

/**
 * What the Graph API says when it refuses, by key: `STATUS CODE/SUBCODE MESSAGE`. Gathered from
 * https://developers.facebook.com/docs/graph-api/guides/error-handling, the tables of the edges `/feed` and `/photos`
 * (https://developers.facebook.com/docs/graph-api/reference/page/feed/) and answers that users of the API published.
 */
const REFUSALS = {
  'unknown-error': '500 1 An unknown error has occurred.',
  'unknown-error-transient': '500 1 An unknown error occurred',
  'reduce-data': "500 1 Please reduce the amount of data you're asking for, then retry your request",
  'unexpected-retry-later': '500 2 An unexpected error has occurred. Please retry your request later.',
  'service-unavailable': '500 2 (#2) Service temporarily unavailable',
  'creating-share-failed': '400 1 (#1) An error occured while creating the share',
  'code1-permanent': '400 1/1446036 An unknown error occurred',
  'token-invalid': '400 190 Invalid OAuth access token.',
  'token-app-removed': '400 190/458 Error validating access token: The user has not authorized application {app-id}.',
  'token-checkpoint':
    '400 190/459 Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.',
  'token-password-changed':
    '400 190/460 Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  'token-expired':
    '400 190/463 Error validating access token: Session has expired on {date}. The current time is {date}.',
  'token-unconfirmed-user':
    '400 190/464 Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.',
  'token-logged-out': '400 190/467 Error validating access token: The session is invalid because the user logged out.',
  'token-page-role-lost':
    '400 190/492 The user must be an administrator, editor, or moderator of the page in order to impersonate it. If the page business requires Two Factor Authentication, the user also needs to enable Two Factor Authentication.',
  'user-token-not-supported':
    '400 190/2069032 A Page access token is required for this call for the new Pages experience.',
  'no-token': '400 2500 An active access token must be used to query information about the current user.',
  'api-session': '400 102 Session key invalid or no longer valid',
  'auth-code-used': '400 100/36009 This authorization code has been used.',
  'appsecret-proof-missing': '400 100 API calls from the server require an appsecret_proof argument',
  'appsecret-proof-wrong': '400 100 Invalid appsecret_proof provided in the API argument',
  capability: '400 3 (#3) Application does not have the capability to make this API call.',
  'permission-denied':
    "403 10 (#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.",
  'page-token-mismatch': '403 10 Requested Page Does Not Match Page Access Token',
  'pages-permission':
    '403 200 (#200) If posting to a group, requires app being installed in the group, and either publish_to_groups permission with user token, or both pages_read_engagement and pages_manage_posts permission with page token; If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission',
  'unpublished-as-page': '403 200 (#200) Unpublished posts must be posted to a page as the page itself.',
  'business-management': '403 200 (#200) Requires business_management permission to manage the object',
  'app-on-behalf': '403 200 Cannot call API for app {app-id} on behalf of user {user-id}',
  'page-token-required': '400 210 (#210) A page access token is required to request this resource.',
  'extended-permission':
    '403 283 (#283) That action requires the extended permission pages_read_engagement and/or pages_read_user_content and/or pages_manage_ads and/or pages_manage_metadata',
  'invalid-parameter': '400 100 (#100) Invalid parameter',
  'unknown-field': '400 100 (#100) Tried accessing nonexisting field ({field}) on node type ({type})',
  'link-owner-only':
    '400 100 (#100) Only owners of the URL have the ability to specify the picture, name, thumbnail or description params.',
  'schedule-on-published': '400 100 (#100) You cannot specify a scheduled publish time on a published post',
  'schedule-time-invalid': '400 100 (#100) The specified scheduled publish time is invalid.',
  'too-many-parameters': '400 105 (#105) The number of parameters exceeded the maximum for this operation',
  'missing-parameter': '400 194 (#194) Missing at least one required parameter',
  'empty-post': '400 197 (#197) The post is empty. Please enter a message to share.',
  'bad-image': '400 324 (#324) Missing or invalid image file',
  'image-problem': '400 100/1366046 Invalid parameter',
  'link-invalid': '400 1500 (#1500) The url you supplied is invalid',
  'link-scrape-failed':
    '400 1609005 There was a problem scraping data from the provided link. Check the URL and try again.',
  'upload-too-large': '400 5101 Uploaded file is too large.',
  'abusive-content':
    "400 368/1346003 Your message couldn't be sent because it includes content that other people on Facebook have reported as abusive.",
  'duplicate-status': '400 506 (#506) Duplicate status message',
  'already-posted':
    "400 368 You've already posted this. Posting the same content repeatedly on Facebook isn't allowed.",
  'photos-already-posted': '400 1/1366051 These photos were already posted.',
  'blocked-generic': '400 368 The action attempted has been deemed abusive or is otherwise disallowed',
  'posting-too-fast':
    '400 368/1390008 We limit how often you can post, comment or do other things in a given amount of time in order to help protect the community from spam. You can try again later.',
  'security-check': '400 368/1404006 A security check is required to proceed.',
  'publishing-authorization':
    "400 368/1404078 You're restricted from acting as your Page until you complete Page Publishing Authorization. Switch back to your Primary Profile to complete authorization under - Settings - Account Settings - Identity Confirmation. Complete verification or you will be restricted indefinitely.",
  'account-limited':
    '400 368/1404112 For security reasons, your account has limited access to the site for a few days. If you have any questions, please contact our Help Centre.',
  'confirm-identity':
    '400 368/4854002 Confirm your identity before you can publish as this Page. Open the Facebook app on your phone and follow the instructions.',
  'app-limit': '400 4 (#4) Application request limit reached',
  'user-limit': '400 17 (#17) User request limit reached',
  'pages-user-token-limit': '400 32 (#32) Page request limit reached',
  'feed-action-limit': '400 341 (#341) Feed action request limit reached',
  'custom-limit': '400 613 (#613) Calls to this api have exceeded the rate limit.',
  'page-buc-limit':
    '400 80001 (#80001) There have been too many calls to this Page account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.',
  'no-object-get':
    "400 100/33 Unsupported get request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api",
  'no-object-post':
    "400 100/33 Unsupported post request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api",
  'no-object-delete':
    "400 100/33 Unsupported delete request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api",
  'no-object-permission':
    '400 100 (#100) Object does not exist, cannot be loaded due to missing permission or reviewable feature, or does not support this operation.',
  'alias-unknown': '404 803 (#803) Some of the aliases you requested do not exist: {alias}',
  'not-visible':
    "404 10 (#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.",
  'error-in-200': '200 2 An unexpected error has occurred. Please retry your request later.',
} as const;
export type RefusalKey = keyof typeof REFUSALS;

const ACCOUNT_BLOCK = {
  error_data: { sentry_block_data: 'OPAQUE', help_center_id: 0, is_silent: false },
  error_user_msg: '',
};

/** What the envelope holds beside message, type, code, subcode and trace. */
const EXTRAS: Partial<Record<RefusalKey, Readonly<Record<string, unknown>>>> = {
  'unknown-error-transient': { is_transient: true },
  'service-unavailable': { is_transient: true },
  'code1-permanent': {
    is_transient: false,
    error_user_title: 'Duplicate Mark Spam Request',
    error_user_msg: 'Comment is already marked as spam. Duplicate request to mark comment as spam.',
  },
  'user-token-not-supported': { error_user_title: 'User Access Token Is Not Supported' },
  'appsecret-proof-missing': { type: 'GraphMethodException' },
  'appsecret-proof-wrong': { type: 'GraphMethodException' },
  'abusive-content': { error_data: { sentry_block_data: 'OPAQUE', help_center_id: 0 }, error_user_msg: '' },
  'photos-already-posted': { is_transient: false },
  'security-check': ACCOUNT_BLOCK,
  'publishing-authorization': ACCOUNT_BLOCK,
  'account-limited': ACCOUNT_BLOCK,
  'confirm-identity': ACCOUNT_BLOCK,
  'app-limit': { is_transient: true },
  'user-limit': { is_transient: true },
  'no-object-get': { type: 'GraphMethodException' },
  'no-object-post': { type: 'GraphMethodException' },
  'no-object-delete': { type: 'GraphMethodException' },
};

/** Answers of the machines in front of the API, which do not speak JSON. */
const FRONT_END_FAILURES: readonly (readonly [string, SimulatedAnswer])[] = [
  ['html-200', page(200, 'Facebook')],
  ['html-400', page(400, 'Facebook | Error')],
  ['html-502', page(502, 'Facebook | Error')],
  ['status-503', { status: 503, headers: {}, body: '' }],
  ['status-429', { status: 429, headers: { 'retry-after': '120' }, body: '' }],
];

/** One refusal with its placeholders filled; `detail` is for the person who reads a log of the simulator. */
export function refuse(key: RefusalKey, fill: Readonly<Record<string, string>> = {}, detail?: string): SimulatedAnswer {
  const [, status = '', code = '', subcode, template = ''] = /^(\d+) (\d+)(?:\/(\d+))? (.*)$/.exec(REFUSALS[key]) ?? [];
  const message = template.replace(/\{([a-z-]+)\}/g, (_, name: string) => fill[name] ?? SAMPLES[name] ?? name);
  const error = {
    message,
    type: 'OAuthException',
    code: Number(code),
    ...(subcode === undefined ? {} : { error_subcode: Number(subcode) }),
    ...(detail === undefined ? {} : { error_user_msg: detail }),
    ...EXTRAS[key],
    fbtrace_id: `SIMULATED-${key}`,
  };
  return json(Number(status), { error }, status === '400' ? challenge(message) : {});
}

const SAMPLES: Readonly<Record<string, string>> = {
  'app-id': '900800700600500',
  'user-id': '10150000000000009',
  date: 'Monday, 02-Nov-26 09:00:00 PST',
  id: '0',
  field: 'unknown',
  alias: 'unknown',
  type: 'Page',
};

/** Not well-formed, and so on the real wire. */
function challenge(message: string): Record<string, string> {
  const printable = message.replace(/[^\x20-\x7e]/g, '?').replaceAll('"', "'");
  return { 'www-authenticate': `OAuth "Facebook Platform" "invalid_token" "${printable}"` };
}

function page(status: number, title: string): SimulatedAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><title>${title}</title><p>Sorry, something went wrong.</p>`,
  };
}

/** Every refusal and failure that a fault rule can name. */
export const ERROR_CATALOGUE: ReadonlyMap<string, SimulatedAnswer> = new Map([
  ...(Object.keys(REFUSALS) as RefusalKey[]).map((key) => [key, refuse(key)] as const),
  ...FRONT_END_FAILURES,
]);

const envelope = z.looseObject({ error: z.looseObject({}) });

/** The same answers as somebody reads them whose Facebook is French: codes alone tell what is meant. */
export const LOCALISED_CATALOGUE: ReadonlyMap<string, SimulatedAnswer> = new Map([
  ...(Object.keys(REFUSALS) as RefusalKey[]).map((key) => {
    const refusal = refuse(key);
    const { error } = envelope.parse(JSON.parse(refusal.body));
    const body = JSON.stringify({ error: { ...error, message: 'Cette action n’a pas pu être effectuée.' } });
    return [key, { ...refusal, body }] as const;
  }),
  ...FRONT_END_FAILURES,
]);
