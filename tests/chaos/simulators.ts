import { startFacebookSimulator } from '../../src/simulators/facebook/facebook-simulator.js';
import { startXSimulator } from '../../src/simulators/x/start-x-simulator.js';

/** The two networks of one newsroom, in a process that no fault kills: what readers see there is the judge. */
const x = await startXSimulator({ port: 0, stateFile: null });
const facebook = await startFacebookSimulator({ port: 0, stateFile: null });
process.on('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0);
process.send?.({ x: x.url, facebook: facebook.url });
