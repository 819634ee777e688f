import { join } from 'node:path';
import { KawarabanError } from '../domain/errors.js';
import type { NetworkName } from '../domain/account.js';
import { startFacebookSimulator } from '../simulators/facebook/facebook-simulator.js';
import type { Simulator, SimulatorOptions } from '../simulators/simulator.js';
import { startXSimulator } from '../simulators/x/start-x-simulator.js';
import { lockFolder, readAddresses, removeAddresses, writeAddresses, type SimulatorUrls } from './data-folder.js';

const START: Readonly<Record<NetworkName, (options: SimulatorOptions) => Promise<Simulator>>> = {
  x: startXSimulator,
  facebook: startFacebookSimulator,
};

export interface RunningSimulators {
  readonly urls: SimulatorUrls;
  close(): Promise<void>;
}

/**
 * The simulators of a data folder, with their state in it. Those that run as a process of their own on the same folder
 * are used as they are. Their ports follow the service's, where those are free.
 */
export async function startSimulators(
  dataFolder: string,
  networks: readonly NetworkName[],
  servicePort: number,
): Promise<RunningSimulators> {
  if (networks.length === 0) return { urls: { x: null, facebook: null }, close: () => Promise.resolve() };
  const lock = lockFolder(dataFolder, 'simulators');
  if (lock === null) {
    const running = readAddresses(dataFolder, 'simulators');
    if (running === null)
      throw new KawarabanError(
        'KWB_ALREADY_RUNNING',
        `other simulators are just starting in ${dataFolder}: try again in a moment`,
      );
    return { urls: running.simulators, close: () => Promise.resolve() };
  }
  const running: Simulator[] = [];
  const urls: Record<NetworkName, string | null> = { x: null, facebook: null };
  for (const [index, network] of networks.entries()) {
    const stateFile = join(dataFolder, 'simulators', `${network}.json`);
    const simulator = await startOn(START[network], servicePort === 0 ? 0 : servicePort + 1 + index, stateFile);
    running.push(simulator);
    urls[network] = simulator.url;
  }
  writeAddresses(dataFolder, 'simulators', { service: null, simulators: urls, redisSocket: null });
  return {
    urls,
    close: async () => {
      removeAddresses(dataFolder, 'simulators');
      await Promise.all(running.map((simulator) => simulator.close()));
      lock.release();
    },
  };
}

/** On the port asked for where it is free, else on any: a simulator is never the reason not to start. */
async function startOn(
  start: (options: SimulatorOptions) => Promise<Simulator>,
  port: number,
  stateFile: string,
): Promise<Simulator> {
  try {
    return await start({ port, stateFile });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return start({ port: 0, stateFile });
  }
}
