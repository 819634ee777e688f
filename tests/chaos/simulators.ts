import { startFacebookSimulator } from '../../src/simulators/facebook/facebook-simulator.js';
import { FaultPlan } from '../../src/simulators/faults.js';
import { startXSimulator } from '../../src/simulators/x/start-x-simulator.js';

/** The two networks of one newsroom, in a process that no fault kills: what readers see there is the judge. */
process.on('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0);

// A fault counts when it struck, not when it was set.
const take = Reflect.get<FaultPlan, 'take'>(FaultPlan.prototype, 'take');
FaultPlan.prototype.take = function (this: FaultPlan, ...request) {
  const fault = take.apply(this, request);
  if (fault !== null) process.send?.('struck');
  return fault;
};

const x = await startXSimulator({ port: 0, stateFile: null });
const facebook = await startFacebookSimulator({ port: 0, stateFile: null });
process.send?.({ x: x.url, facebook: facebook.url });
