import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import { useState } from 'react';
import { wallTimeToInstant } from '../time/wall-time.js';

export interface Days {
  /** `2026-11-24` in the newsroom's zone; both days are in it. */
  readonly from?: string;
  readonly to?: string;
}

interface DayRangeProps {
  readonly days: Days;
  readonly choose: (days: { readonly from: string; readonly to: string }) => void;
}

/** From one day to another; empty ends are open. */
export function DayRange({ days: { from, to }, choose }: DayRangeProps): React.ReactNode {
  // The first of two days that were pressed, before the second.
  const [first, setFirst] = useState<string | null>(null);
  return (
    <DatePickerInput
      type="range"
      size="xs"
      placeholder="Any day"
      valueFormat="D MMM"
      allowSingleDateInRange
      clearable
      value={first === null ? [from ?? null, to ?? null] : [first, null]}
      onChange={([start, end]) => {
        setFirst(end === null ? start : null);
        if (start === null) choose({ from: '', to: '' });
        else if (end !== null) choose({ from: start, to: end });
      }}
    />
  );
}

const DAY_MS = 86_400_000;

/** As the API asks for it: from the first moment of the first day, to the first behind the last. */
export function instantsOf({ from, to }: Days, zone: string): { readonly from?: string; readonly to?: string } {
  const startOf = (day: string): string => new Date(wallTimeToInstant(`${day} 00:00`, zone)).toISOString();
  return {
    ...(from === undefined ? {} : { from: startOf(from) }),
    ...(to === undefined ? {} : { to: startOf(dayAfter(to)) }),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
