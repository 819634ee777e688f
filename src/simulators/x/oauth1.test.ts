import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sign } from './oauth1.js';
import { SIMULATED_X_CREDENTIALS } from './simulated-x-account.js';
import { openTestedX, type TestedX } from '../../../tests/support/tested-x.js';

let x: TestedX;
beforeEach(async () => {
  x = await openTestedX();
});
afterEach(() => x.close());

const ME = '/2/users/me';

describe('the signature of a call to X', () => {
  it('is that of the example in the X documentation', () => {
    // https://developer.x.com/content/developer-twitter/en/docs/basics/authentication/guides/creating-a-signature
    const parameters = {
      status: 'Hello Ladies + Gentlemen, a signed OAuth request!',
      include_entities: 'true',
      oauth_consumer_key: 'xvz1evFS4wEEPTGEFPHBog',
      oauth_nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '1318622958',
      oauth_token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
      oauth_version: '1.0',
    };
    const signature = sign('POST', 'https://api.twitter.com/1.1/statuses/update.json', Object.entries(parameters), {
      consumerSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      accessSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
    });
    expect(signature).toBe('hCtSmYh+iHYCEqBWrE7C7hYmtUk=');
  });

  it('covers the query', async () => {
    expect((await x.call('GET', `${ME}?user.fields=name,username`)).status).toBe(200);
  });

  it.each(['consumerSecret', 'accessSecret', 'consumerKey'] as const)('is refused with a wrong %s', async (name) => {
    const answer = await x.call('GET', ME, { credentials: { ...SIMULATED_X_CREDENTIALS, [name]: 'wrong' } });
    expect(answer).toMatchObject({ status: 401, body: { errors: [{ code: 32 }] } });
  });

  it('is refused with a token that X does not know', async () => {
    const answer = await x.call('GET', ME, { credentials: { ...SIMULATED_X_CREDENTIALS, accessToken: 'revoked' } });
    expect(answer).toMatchObject({ status: 401, body: { errors: [{ code: 89 }] } });
  });

  it('is refused when the clocks are more than five minutes apart', async () => {
    const at = (ms: number) => x.call('GET', ME, { now: new Date(x.now().getTime() + ms) });
    expect((await at(-299_000)).status).toBe(200);
    expect((await at(-301_000)).status).toBe(401);
    expect((await at(301_000)).status).toBe(401);
  });

  it('is good for one call', async () => {
    expect((await x.call('GET', ME, { nonce: 'once' })).status).toBe(200);
    expect((await x.call('GET', ME, { nonce: 'once' })).status).toBe(401);
  });

  it('is missed where there is none', async () => {
    const answer = await fetch(`${x.url}${ME}`);
    expect(await answer.json()).toMatchObject({ status: 401, title: 'Unauthorized' });
  });
});
