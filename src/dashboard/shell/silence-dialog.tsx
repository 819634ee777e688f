import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton } from '../actions/act-button.js';
import { call } from '../server/call.js';
import { useAct } from '../server/use-act.js';
import { serviceNow } from '../time/clock.js';
import classes from './silence-switch.module.css';

interface SilenceDialogProps {
  readonly isSilent: boolean;
  readonly close: () => void;
}

/** Asks for a reason and an end; ending it asks once. */
export function SilenceDialog({ isSilent, close }: SilenceDialogProps): React.ReactNode {
  return (
    <Modal opened onClose={close} title={isSilent ? 'End the silence?' : 'Silence every account?'}>
      {isSilent ? <EndSilence close={close} /> : <StartSilence close={close} />}
    </Modal>
  );
}

const LENGTHS = [
  { value: '0.5', label: '30 min' },
  { value: '1', label: '1 h' },
  { value: '3', label: '3 h' },
  { value: 'open', label: 'Until I end it' },
];

function StartSilence({ close }: { readonly close: () => void }): React.ReactNode {
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState('1');
  const [isMissing, setMissing] = useState(false);
  const act = useAct();
  const start = async (): Promise<void> => {
    if (reason.trim() === '') return setMissing(true);
    const until = hours === 'open' ? null : new Date(serviceNow() + Number(hours) * 3_600_000).toISOString();
    const doing = () => call('startSilence', { body: { reason: reason.trim(), until } });
    if ((await act(doing, 'Nothing goes out now')) !== null) close();
  };
  return (
    <div className={classes.form}>
      <p className="sm mid">From now on nothing goes out. What comes due waits until a person looks through it.</p>
      <TextInput
        label="Why"
        placeholder="Earthquake: all hands on the live blog"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isMissing && reason.trim() === '' ? 'Your colleagues will want to know why' : null}
        data-autofocus
      />
      <SegmentedControl data={LENGTHS} value={hours} onChange={setHours} aria-label="For how long" fullWidth />
      <div className="buttons">
        <ActButton variant="seal" act={start}>
          Silence every account
        </ActButton>
        <Button variant="subtle" onClick={close}>
          Leave it
        </Button>
      </div>
    </div>
  );
}

function EndSilence({ close }: { readonly close: () => void }): React.ReactNode {
  const act = useAct();
  const navigate = useNavigate();
  const end = async (): Promise<void> => {
    const ended = await act(() => call('endSilence'), 'Posts go out again');
    if (ended === null) return;
    close();
    if (ended.held > 0) await navigate({ to: '/posts', search: { tab: 'needs' } });
  };
  return (
    <div className={classes.form}>
      <p className="sm mid">
        Posts go out again at their times. What was held meanwhile waits for you to look through it.
      </p>
      <div className="buttons">
        <ActButton variant="seal" act={end}>
          End the silence
        </ActButton>
        <Button variant="subtle" onClick={close}>
          Stay silent
        </Button>
      </div>
    </div>
  );
}
