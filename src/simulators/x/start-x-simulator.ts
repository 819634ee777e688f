import type { Simulator, SimulatorOptions } from '../simulator.js';
import { startSimulator } from '../simulator-server.js';
import { SIMULATED_GAZETTE, type SimulatedXAccount } from './simulated-x-account.js';
import { SimulatedX } from './simulated-x.js';
import type { XDialect } from './simulator-settings.js';

export { SIMULATED_X_CREDENTIALS } from './simulated-x-account.js';

export interface XSimulatorOptions extends SimulatorOptions {
  /** Version of the API's contract; the newer one when it is not given. */
  readonly dialect?: XDialect;
  /** Its users; one that has SIMULATED_X_CREDENTIALS when none are given. */
  readonly accounts?: readonly SimulatedXAccount[];
}

export function startXSimulator(options: XSimulatorOptions): Promise<Simulator> {
  const { dialect = '2.167', accounts = [SIMULATED_GAZETTE], now = () => new Date() } = options;
  return startSimulator(new SimulatedX(accounts, dialect, now), { ...options, now });
}
