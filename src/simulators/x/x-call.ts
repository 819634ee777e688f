import type { SimulatedAnswer, SimulatedRequest } from '../simulator.js';
import type { XErrorKey } from './error-catalogue.js';
import type { SimulatedXAccount } from './simulated-x-account.js';
import type { XSimulatorSettings } from './simulator-settings.js';
import type { XState } from './x-state.js';

/** One authenticated call, with all that an endpoint needs to answer it. */
export interface XCall {
  readonly request: SimulatedRequest;
  /** The id in the path; '' where the path has none. */
  readonly id: string;
  /** Who asks. */
  readonly account: SimulatedXAccount;
  readonly accounts: readonly SimulatedXAccount[];
  readonly state: XState;
  readonly settings: XSimulatorSettings;
  readonly now: Date;
  refuse(key: XErrorKey): SimulatedAnswer;
}
