import type { TemplateRule } from '../../application/ports/template-renderer.js';

const TITLES = { x: 'X', facebook: 'Facebook' } as const;
const HOUR_MS = 3_600_000;

/** What a template is for, as one would say it. */
export function describeRule(rule: TemplateRule, condition: string | null): string {
  const { network, accounts, when, expiresMs, lane, approval } = rule;
  const where = accounts === null ? `every ${TITLES[network]} account` : accounts.join(', ');
  const which = condition === null ? 'every article' : `articles where ${condition}`;
  const said = [
    `Posts ${which} on ${where}, ${describeWhen(when)}`,
    ...(expiresMs === null ? [] : [`not later than ${Math.round(expiresMs / HOUR_MS)} h after the article`]),
    ...(approval ? ['when a second person has approved it'] : []),
    ...(lane === 'breaking' ? ['ahead of everything else'] : []),
  ];
  return `${said.join(', ')}.`;
}

function describeWhen(when: string): string {
  if (when === 'now') return 'at once';
  if (when === 'next slot') return 'in the next free slot';
  const [, count, unit] = /^\+(\d+)([mhd])$/.exec(when) ?? [];
  if (count === undefined) return `at ${when}`;
  return `${count} ${{ m: 'min', h: 'h', d: 'days' }[unit ?? 'm'] ?? ''} after it`;
}
