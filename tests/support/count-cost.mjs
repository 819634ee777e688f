// Loaded by NODE_OPTIONS: at the end, what the process cost is written to the file that COST_FILE names, as
// {"memoryMb": the most it ever had, "cpuMs": …}.
import { readFileSync, writeFileSync } from 'node:fs';
import { platform, resourceUsage } from 'node:process';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = resourceUsage();
  const cost = { memoryMb: mostKilobytes() / 1_024, cpuMs: (userCPUTime + systemCPUTime) / 1_000 };
  writeFileSync(process.env['COST_FILE'], JSON.stringify(cost));
});

/** What the parent had is in Linux' maxRSS of its children, and not in VmHWM. */
function mostKilobytes() {
  if (platform !== 'linux') return resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
