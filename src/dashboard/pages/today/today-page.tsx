import { useRowKeys } from '../../keys/use-row-keys.js';
import { Bones } from '../../parts/bones.js';
import { Failed } from '../../parts/failed.js';
import { useToday } from '../../server/use-today.js';
import { DayColumn } from './day-column.js';
import { NeedsColumn } from './needs-column.js';
import { NextColumn } from './next-column.js';
import classes from './today.module.css';

/** Does anyone have to act, what goes out next, did the last ones go out, is all well, how does the day look. */
export function TodayPage(): React.ReactNode {
  const { data, error, isPending, refetch } = useToday();
  useRowKeys();
  if (isPending) return <Bones rows={10} />;
  if (data === undefined) return <Failed what="The day" error={error} again={() => void refetch()} />;
  return (
    <div className={classes.today}>
      <NextColumn next={data.next} sent={data.sent} />
      <NeedsColumn needs={data.needs} count={data.needsCount} />
      <DayColumn today={data} />
    </div>
  );
}
