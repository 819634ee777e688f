import { useId } from 'react';
import type { Today } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './today.module.css';

type Hour = Today['hours'][number];

interface HoursPlotProps {
  readonly hours: readonly Hour[];
  readonly sent: number;
  readonly planned: number;
}

const WIDTH = 224;
const TOP = 8;
const FLOOR = 112;
const HOUR_MS = 3_600_000;

/** What went out in each hour of the newsroom's day, and what is to come. */
export function HoursPlot({ hours, sent, planned }: HoursPlotProps): React.ReactNode {
  const now = useNow(60_000);
  const title = useId();
  const highest = Math.max(4, ...hours.map((hour) => hour.sent + hour.planned));
  const step = WIDTH / Math.max(1, hours.length);
  const height = (count: number): number => (count / highest) * (FLOOR - TOP);
  const start = hours[0] === undefined ? now : msOf(hours[0].at);
  return (
    <>
      <svg className={classes.plot} viewBox={`0 0 ${WIDTH} 130`} role="img" aria-labelledby={title}>
        <title id={title}>{`Posts per hour today: ${sent} sent, ${planned} to come`}</title>
        <Lines highest={highest} height={height} />
        {hours.map((hour, index) => (
          <Bar key={hour.at} hour={hour} x={index * step + 1.5} width={step - 3} height={height} />
        ))}
        <path d={`M0 ${FLOOR}H${WIDTH}`} className={classes.floor} />
        <path d={`M${((now - start) / HOUR_MS) * step} 4V${FLOOR}`} className={classes.nowLine} />
        <HourLabels hours={hours} step={step} />
      </svg>
      <p className="xs mid">
        <span className={`${classes.key ?? ''} ${classes.keySent ?? ''}`} />
        sent
        <span className={`${classes.key ?? ''} ${classes.keyPlanned ?? ''}`} />
        {planned > 0 ? `${planned} to come` : 'to come'}
      </p>
    </>
  );
}

interface BarProps {
  readonly hour: Hour;
  readonly x: number;
  readonly width: number;
  readonly height: (count: number) => number;
}

function Bar({ hour, x, width, height }: BarProps): React.ReactNode {
  const sent = height(hour.sent);
  const planned = height(hour.planned);
  return (
    <>
      {sent > 0 && <rect x={x} y={FLOOR - sent} width={width} height={sent} className={classes.barSent} />}
      {planned > 0 && (
        <rect
          x={x + 0.6}
          y={FLOOR - sent - planned + 0.6}
          width={width - 1.2}
          height={planned - 0.6}
          className={classes.barPlanned}
        />
      )}
    </>
  );
}

interface LinesProps {
  readonly highest: number;
  readonly height: (count: number) => number;
}

function Lines({ highest, height }: LinesProps): React.ReactNode {
  const half = Math.round(highest / 2);
  return [half, highest].map((count) => (
    <g key={count}>
      <path d={`M0 ${FLOOR - height(count)}H${WIDTH}`} className={classes.gridLine} />
      <text x={1} y={FLOOR - height(count) + (count === highest ? 12 : -3)}>
        {count}
      </text>
    </g>
  ));
}

function HourLabels({ hours, step }: { readonly hours: readonly Hour[]; readonly step: number }): React.ReactNode {
  const time = useNewsroomTime();
  return hours.map((hour, index) => {
    const clock = time.clock(hour.at).slice(0, 2);
    if (Number(clock) % 6 !== 0) return null;
    return (
      <text key={hour.at} x={index * step} y={126} textAnchor={index === 0 ? 'start' : 'middle'}>
        {clock}
      </text>
    );
  });
}
