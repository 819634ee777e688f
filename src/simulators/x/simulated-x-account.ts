/** One user of the simulated X with the four values that an app owner finds in the developer console. */
export interface SimulatedXAccount {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

/** What a newsroom would have from X. Nothing here is secret. */
export const SIMULATED_X_CREDENTIALS = {
  consumerKey: 'simulated-consumer-key',
  consumerSecret: 'simulated-consumer-secret',
  accessToken: '1000000001-simulated-access-token',
  accessSecret: 'simulated-access-secret',
} as const;

export const SIMULATED_GAZETTE: SimulatedXAccount = {
  id: '1000000001',
  name: 'Simulated Gazette',
  username: 'sim_gazette',
  ...SIMULATED_X_CREDENTIALS,
};
