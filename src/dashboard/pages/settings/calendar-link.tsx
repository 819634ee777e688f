import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActButton } from '../../actions/act-button.js';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { call } from '../../server/call.js';
import { reading } from '../../server/queries.js';
import { useAct } from '../../server/use-act.js';
import { Ago } from '../../time/moment.js';
import { OnceShown } from '../../parts/once-shown.js';

/** What is scheduled, in the calendar that a person has anyway. */
export function CalendarLink(): React.ReactNode {
  const { data } = useQuery(reading('readCalendarLink'));
  const [address, setAddress] = useState<string | null>(null);
  const act = useAct('calendar link');
  const make = async (): Promise<unknown> => {
    const made = await act(() => call('makeCalendarLink'), 'Your calendar has an address');
    if (made !== null) setAddress(new URL(made.address, window.location.origin).href);
    return made;
  };
  const end = async (): Promise<unknown> => {
    const ended = await act(() => call('removeCalendarLink'), 'The address of your calendar has ended');
    if (ended !== null) setAddress(null);
    return ended;
  };
  const link = data?.link ?? null;
  return (
    <div className="stack">
      <p className="sm mid">
        Your calendar program can subscribe to what is scheduled.
        {link !== null && (
          <span className="dot dim">
            {link.lastUsedAt === null ? (
              'It has not asked yet'
            ) : (
              <>
                It asked last <Ago at={link.lastUsedAt} />
              </>
            )}
          </span>
        )}
      </p>
      {address !== null && <OnceShown title="It is shown this once, and for you alone" secret={address} />}
      <div className="buttons">
        {link === null && <ActButton act={make}>Make an address to subscribe to</ActButton>}
        {link !== null && (
          <>
            <ConfirmButton
              label="Make another address"
              consequence="Calendars that are subscribed to the one you have show nothing new any more."
              verb="Make another"
              act={make}
            />
            <ConfirmButton
              label="End it"
              consequence="Calendars that are subscribed to it show nothing new any more."
              verb="End it"
              act={end}
              variant="subtle"
            />
          </>
        )}
      </div>
    </div>
  );
}
