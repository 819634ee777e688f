import { createHmac } from 'node:crypto';

/**
 * The proof that the caller holds the app secret, in the form that expires after five minutes.
 * Source: https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
export function appsecretProof(
  accessToken: string,
  appSecret: string,
  at: Date,
): { readonly appsecret_proof: string; readonly appsecret_time: string } {
  const time = String(Math.floor(at.getTime() / 1000));
  const proof = createHmac('sha256', appSecret).update(`${accessToken}|${time}`).digest('hex');
  return { appsecret_proof: proof, appsecret_time: time };
}
