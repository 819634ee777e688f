import { createHmac } from 'node:crypto';
import type { SimulatedAnswer, SimulatedRequest } from '../simulator.js';
import { refuse } from './error-catalogue.js';
import { APP_TOKEN, SIMULATED_FACEBOOK_CREDENTIALS, USER_TOKEN } from './simulated-page.js';
import { TOKEN_DEATHS, type SimulatorSettings } from './simulator-settings.js';

/** https://developers.facebook.com/docs/graph-api/guides/secure-requests */
const PROOF_LIFE_SECONDS = 5 * 60;

export type TokenKind = 'page' | 'user' | 'app';
export type Access =
  | { readonly kind: 'granted'; readonly token: string; readonly tokenKind: TokenKind }
  | { readonly kind: 'refused'; readonly answer: SimulatedAnswer };

type Values = Readonly<Record<string, unknown>>;

/** Who is calling: a living token, and the app's proof where one is sent or demanded. */
export function checkAccess(
  request: SimulatedRequest,
  parameters: Values,
  settings: SimulatorSettings,
  now: Date,
): Access {
  const token = tokenOf(request, parameters);
  if (token === null) return { kind: 'refused', answer: refuse('no-token') };
  const tokenKind = kindOf(token);
  if (tokenKind === null) return { kind: 'refused', answer: refuse('token-invalid') };
  if (tokenKind === 'page' && settings.tokenDies !== null)
    return { kind: 'refused', answer: refuse(TOKEN_DEATHS[settings.tokenDies]) };
  const objection = checkProof(token, tokenKind, parameters, settings, now);
  return objection === null ? { kind: 'granted', token, tokenKind } : { kind: 'refused', answer: objection };
}

export function kindOf(token: string): TokenKind | null {
  if (token === SIMULATED_FACEBOOK_CREDENTIALS.pageAccessToken) return 'page';
  if (token === USER_TOKEN) return 'user';
  return token === APP_TOKEN ? 'app' : null;
}

function tokenOf(request: SimulatedRequest, parameters: Values): string | null {
  const header = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  if (header !== undefined) return header;
  const { access_token: parameter } = parameters;
  return typeof parameter === 'string' && parameter !== '' ? parameter : null;
}

function checkProof(
  token: string,
  tokenKind: TokenKind,
  { appsecret_proof: proof, appsecret_time: time }: Values,
  settings: SimulatorSettings,
  now: Date,
): SimulatedAnswer | null {
  if (proof === undefined)
    return settings.requireProof && tokenKind !== 'app' ? refuse('appsecret-proof-missing') : null;
  if (time === undefined) return proof === proofOf(token) ? null : refuse('appsecret-proof-wrong');
  if (typeof time !== 'string' && typeof time !== 'number') return refuse('appsecret-proof-wrong');
  const ageSeconds = now.getTime() / 1000 - Number(time);
  const isFresh = Math.abs(ageSeconds) <= PROOF_LIFE_SECONDS;
  return isFresh && proof === proofOf(`${token}|${time}`) ? null : refuse('appsecret-proof-wrong');
}

function proofOf(signed: string): string {
  return createHmac('sha256', SIMULATED_FACEBOOK_CREDENTIALS.appSecret).update(signed).digest('hex');
}
