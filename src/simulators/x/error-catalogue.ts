import type { SimulatedAnswer } from '../simulator.js';
import { failureAnswers } from './failure-answers.js';
import { flatProblem, invalidRequest, jsonText, legacyError, problemType } from './problem.js';
import { rateRefusals } from './rate-refusals.js';
import type { XDialect, XSimulatorSettings } from './simulator-settings.js';

/**
 * What X says when it refuses or fails, by key. Bodies as documented on https://docs.x.com, as X's own emulator gives
 * them (https://github.com/xdevplatform/playground), or as users of the API pasted them into public issues, such as
 * https://github.com/PLhery/node-twitter-api-v2/issues and https://github.com/akrherz/iembot/issues.
 */
export function errorCatalogue(now: Date, { dialect, rateResetMs }: XSimulatorSettings) {
  return {
    ...contentRefusals(dialect),
    ...accountRefusals(dialect),
    ...credentialRefusals(),
    ...billingRefusals(dialect),
    ...rateRefusals(now, dialect, rateResetMs),
    ...failureAnswers(),
  } satisfies Readonly<Record<string, SimulatedAnswer>>;
}
export type XErrorKey = keyof ReturnType<typeof errorCatalogue>;

const forbidden = (detail: string): SimulatedAnswer => flatProblem(403, 'Forbidden', detail);

function contentRefusals(dialect: XDialect) {
  const invalid = (message: string): SimulatedAnswer => invalidRequest({ message }, dialect);
  return {
    duplicate: forbidden('You are not allowed to create a Tweet with duplicate content.'),
    'duplicate-legacy': legacyError(403, 187, 'Status is a duplicate.'),
    'too-long': invalid(
      'Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.',
    ),
    'too-long-forbidden': forbidden('Your Tweet text is too long.'),
    'media-invalid': invalidRequest(
      { parameters: { 'media.media_ids': ['1900000000000000101'] }, message: 'Your media IDs are invalid.' },
      dialect,
    ),
    'schema-violation': invalidRequest(
      { parameters: { '$.reply': ['{}'] }, message: '$.reply.in_reply_to_tweet_id: is missing but it is required' },
      dialect,
    ),
    'not-json': invalid('Request body is not valid JSON.'),
    'wrong-content-type': invalid('Requests with bodies must have content-type of application/json.'),
    'exclusive-fields': invalid(
      'You can only provide one of poll or quote_tweet_id or direct_message_deep_link or media or card_uri.',
    ),
    'reply-restricted': forbidden(
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
    ),
    'parent-gone': forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.'),
    'parent-gone-legacy': legacyError(
      403,
      385,
      'You attempted to reply to a Tweet that is deleted or not visible to you.',
    ),
    'parent-gone-invalid': invalid('You attempted to reply to a Tweet that is deleted or not visible to you.'),
    // Only the beginning of the sentence is known.
    cashtags: forbidden('Posts are limited to a maximum of one cashtag.'),
    'not-permitted': forbidden('You are not permitted to perform this action.'),
    'media-too-large': invalid('File size exceeds 5242880 bytes.'),
  };
}

function accountRefusals(dialect: XDialect) {
  return {
    suspended: flatProblem(
      403,
      'Forbidden',
      'The user used for authentication is suspended',
      problemType('user-suspended', dialect),
    ),
    'suspended-legacy': legacyError(403, 64, 'Your account is suspended and is not permitted to access this feature.'),
    locked: legacyError(
      403,
      326,
      'To protect our users from spam and other malicious activity, this account is temporarily locked.',
    ),
    'looks-automated': legacyError(403, 226, 'This request looks like it might be automated.'),
    'plan-lacks-route': legacyError(
      403,
      453,
      'You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints only.',
    ),
    'oauth1-permissions': flatProblem(
      403,
      'Forbidden',
      'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
      problemType('oauth1-permissions', dialect),
    ),
    'unsupported-authentication': flatProblem(
      403,
      'Unsupported Authentication',
      'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint. Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].',
      problemType('unsupported-authentication', dialect),
    ),
    'client-not-enrolled': flatProblem(
      403,
      'Client Forbidden',
      'This request must be made using an approved developer account that is enrolled in the requested endpoint.',
      problemType('client-forbidden', dialect),
      { reason: 'client-not-enrolled' },
    ),
    'media-scope-missing': forbidden('Forbidden'),
  };
}

function credentialRefusals() {
  return {
    unauthorized: flatProblem(401, 'Unauthorized', 'Unauthorized'),
    'could-not-authenticate': legacyError(401, 32, 'Could not authenticate you.'),
    'invalid-token': legacyError(401, 89, 'Invalid or expired token.'),
    'refresh-refused': jsonText(
      400,
      '{"error":"invalid_request","error_description":"Value passed for the token was invalid."}',
    ),
  };
}

function billingRefusals(dialect: XDialect) {
  return {
    // Text, since the account's number is more than a JavaScript number holds.
    'credits-depleted': jsonText(
      402,
      `{"account_id":2000000000000000001,"title":"CreditsDepleted","detail":"Your enrolled account [2000000000000000001] does not have any credits to fulfill this request.","type":"${problemType('credits', dialect)}"}`,
    ),
    'spend-cap': spendCap(403, dialect),
    'spend-cap-unpaid': spendCap(402, dialect),
    'usage-cap': usageCap('Monthly', dialect),
    'usage-cap-daily': usageCap('Daily', dialect),
  };
}

/** The status is not settled. */
function spendCap(status: 402 | 403, dialect: XDialect): SimulatedAnswer {
  return flatProblem(
    status,
    'SpendCapReached',
    'Your enrolled account [2000000000000000001] has its spend cap reached for this billing cycle.',
    problemType('credits', dialect),
  );
}

function usageCap(period: 'Monthly' | 'Daily', dialect: XDialect): SimulatedAnswer {
  return flatProblem(
    429,
    'UsageCapExceeded',
    `Usage cap exceeded: ${period} product cap`,
    problemType('usage-capped', dialect),
    { period, scope: 'Product' },
  );
}
