import { DateTimePicker } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import { useState } from 'react';
import type { Post, When } from '../server/contract.js';
import { useNow } from '../time/clock.js';
import { useNewsroomTime } from '../time/time-context.js';
import { wallNow, wallTimeToInstant } from '../time/wall-time.js';
import { ActButton } from './act-button.js';
import { usePostAction } from './use-post-action.js';

export function MoveForm({ post, close }: { readonly post: Post; readonly close: () => void }): React.ReactNode {
  const time = useNewsroomTime();
  const now = useNow(60_000);
  const [wall, setWall] = useState<string | null>(wallNow(time.zone, Date.parse(post.nextAt)));
  const { move } = usePostAction(post);
  const go = async (when: When): Promise<void> => {
    if ((await move(when)) !== null) close();
  };
  const at = wall === null ? null : wallTimeToInstant(wall, time.zone);
  const goAt = async (): Promise<void> => {
    if (wall === null || at === null) return;
    await go({
      kind: 'at',
      at: new Date(at).toISOString(),
      wallTime: { at: wall.slice(0, 16).replace(' ', 'T'), zone: time.zone },
    });
  };
  return (
    <>
      <DateTimePicker
        label={`New time, ${time.letters(at ?? now)}`}
        value={wall}
        onChange={setWall}
        minDate={wallNow(time.zone, now)}
        valueFormat="ddd D MMM, HH:mm"
        popoverProps={{ withinPortal: false }}
      />
      {at !== null && at < now && <p className="amber">That time has passed: it would go out now.</p>}
      <div className="buttons">
        <ActButton variant="filled" act={goAt}>
          Move it
        </ActButton>
        <ActButton act={() => go({ kind: 'slot' })}>Next free slot</ActButton>
      </div>
    </>
  );
}
