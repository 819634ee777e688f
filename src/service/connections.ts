import type { FacebookConnection } from '../adapters/networks/facebook/facebook-connection.js';
import type { XConnection } from '../adapters/networks/x/x-connection.js';
import type { Config } from '../config/read-config.js';
import type { Account, NetworkName } from '../domain/account.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../simulators/facebook/simulated-page.js';
import { SIMULATED_X_CREDENTIALS } from '../simulators/x/simulated-x-account.js';
import type { SimulatorUrls } from './data-folder.js';

/** Which server and which credentials speak for an account. A simulated account never gets a real one's, nor the reverse. */
export class Connections {
  readonly #config: Config;
  #simulators: SimulatorUrls = { x: null, facebook: null };

  constructor(config: Config) {
    this.#config = config;
  }

  /** The simulated networks that nobody else runs for us. */
  get missingSimulators(): readonly NetworkName[] {
    const { x, facebook } = this.#config;
    const missing: NetworkName[] = [];
    if (x.credentials === null && x.apiUrl === null) missing.push('x');
    if (facebook.credentials === null && facebook.apiUrl === null) missing.push('facebook');
    return missing;
  }

  useSimulators(urls: SimulatorUrls): void {
    this.#simulators = urls;
  }

  /** Where the simulated network is to be seen; null for a real one, or while none runs. */
  simulatorUrl(network: NetworkName): string | null {
    const { credentials, apiUrl } = this.#config[network];
    return credentials === null ? (apiUrl ?? this.#simulators[network]) : null;
  }

  readonly x = (account: Account): XConnection | null => {
    const { credentials, apiUrl } = this.#config.x;
    if (account.state === 'retired' || account.simulated !== (credentials === null)) return null;
    if (credentials !== null) return { apiUrl, ...credentials };
    const simulator = this.simulatorUrl('x');
    return simulator === null ? null : { apiUrl: simulator, ...SIMULATED_X_CREDENTIALS };
  };

  readonly facebook = (account: Account): FacebookConnection | null => {
    const { credentials, apiUrl, graphVersion } = this.#config.facebook;
    if (account.state === 'retired' || account.simulated !== (credentials === null)) return null;
    if (credentials !== null) return { apiUrl, graphVersion, ...credentials };
    const simulator = this.simulatorUrl('facebook');
    return simulator === null ? null : { apiUrl: simulator, graphVersion, ...SIMULATED_FACEBOOK_CREDENTIALS };
  };
}
