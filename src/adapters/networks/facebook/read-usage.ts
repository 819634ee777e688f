import { z } from 'zod';

/** How much of the allowance is used up, and in how many minutes it comes back by the network's own estimate. */
interface Usage {
  readonly percent: number;
  readonly regainMinutes: number;
}

const percent = z.number().catch(0);
const appUsage = z.object({ call_count: percent, total_time: percent, total_cputime: percent });
const businessUsage = z.record(
  z.string(),
  z.array(appUsage.extend({ estimated_time_to_regain_access: z.number().catch(0) })),
);

/** Source: https://developers.facebook.com/docs/graph-api/overview/rate-limiting (percent, may pass 100; minutes). */
export function readUsage(headers: Readonly<Record<string, string>>): Usage {
  const app = parseHeader(headers['x-app-usage'], appUsage);
  const business = Object.values(parseHeader(headers['x-business-use-case-usage'], businessUsage) ?? {}).flat();
  const all = app === null ? business : [...business, app];
  return {
    percent: Math.max(0, ...all.flatMap((each) => [each.call_count, each.total_time, each.total_cputime])),
    regainMinutes: Math.max(0, ...business.map((each) => each.estimated_time_to_regain_access)),
  };
}

function parseHeader<T>(header: string | undefined, schema: z.ZodType<T>): T | null {
  if (header === undefined) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(header));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
