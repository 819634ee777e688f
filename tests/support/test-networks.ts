import { FacebookNetwork } from '../../src/adapters/networks/facebook/facebook-network.js';
import { XNetwork } from '../../src/adapters/networks/x/x-network.js';
import type { Clock } from '../../src/application/ports/clock.js';
import type { Network } from '../../src/application/ports/network.js';
import type { Pictures } from '../../src/application/ports/pictures.js';
import type { NetworkName } from '../../src/domain/account.js';
import { TIMING } from '../../src/domain/timing.js';
import { startFacebookSimulator } from '../../src/simulators/facebook/facebook-simulator.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../../src/simulators/facebook/simulated-page.js';
import type { Simulator, Timeline, TimelinePost } from '../../src/simulators/simulator.js';
import { SIMULATED_X_CREDENTIALS } from '../../src/simulators/x/simulated-x-account.js';
import { startXSimulator } from '../../src/simulators/x/start-x-simulator.js';
import { makePng } from './make-png.js';

const PIXEL = makePng(1, 1);

const ONE_PIXEL: Pictures = {
  load: () => Promise.resolve({ kind: 'loaded', picture: { bytes: PIXEL, type: 'image/png', width: 1, height: 1 } }),
};

/** A network's adapter and the simulator it speaks to, on one clock. */
export interface TestNetwork {
  readonly network: Network;
  readonly url: string;
  /** What no answer may hold. */
  readonly secrets: readonly string[];
  /** Breaks the connection: `url` of the server it speaks to from now on. */
  speakTo(url: string): void;
  forgetCredentials(): void;
  strike(rule: object): Promise<void>;
  configure(settings: object): Promise<void>;
  posts(): Promise<readonly TimelinePost[]>;
  /** What is made and readers do not see. */
  hidden(): Promise<readonly TimelinePost[]>;
  /** Requests of an operation that reached the network. */
  countRequests(operation: string): Promise<number>;
  close(): Promise<void>;
}

export async function startTestNetwork(name: NetworkName, clock: Clock): Promise<TestNetwork> {
  const now = (): Date => clock.now();
  const simulator: Simulator =
    name === 'x'
      ? await startXSimulator({ port: 0, stateFile: null, now })
      : await startFacebookSimulator({ port: 0, stateFile: null, now });
  let apiUrl = simulator.url;
  let isKnown = true;
  const read = async (path: string): Promise<unknown> => (await fetch(`${simulator.url}${path}`)).json();
  const control = async (path: string, order: object): Promise<void> => {
    const answer = await fetch(`${simulator.url}/simulator/${path}`, { method: 'POST', body: JSON.stringify(order) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    network:
      name === 'x'
        ? new XNetwork({
            connectionOf: () => ({ apiUrl, ...SIMULATED_X_CREDENTIALS, ...(isKnown ? {} : { accessToken: 'nobody' }) }),
            pictures: ONE_PIXEL,
            clock,
            timing: TIMING,
          })
        : new FacebookNetwork({
            connectionOf: () => ({
              apiUrl,
              graphVersion: 'v26.0',
              ...SIMULATED_FACEBOOK_CREDENTIALS,
              ...(isKnown ? {} : { pageAccessToken: 'nobody' }),
            }),
            pictures: ONE_PIXEL,
            clock,
            timing: TIMING,
          }),
    url: simulator.url,
    secrets:
      name === 'x'
        ? [SIMULATED_X_CREDENTIALS.consumerSecret, SIMULATED_X_CREDENTIALS.accessSecret]
        : [SIMULATED_FACEBOOK_CREDENTIALS.pageAccessToken, SIMULATED_FACEBOOK_CREDENTIALS.appSecret],
    speakTo: (url) => (apiUrl = url),
    forgetCredentials: () => (isKnown = false),
    strike: (rule) => control('faults', rule),
    configure: (settings) => control('settings', settings),
    posts: async () => ((await read('/timeline.json')) as Timeline).posts,
    hidden: async () => ((await read('/timeline.json')) as Timeline).hidden,
    countRequests: async (operation) =>
      ((await read('/simulator/requests')) as { operation: string }[]).filter((each) => each.operation === operation)
        .length,
    close: () => simulator.close(),
  };
}
