import { IconAt } from '@tabler/icons-react';
import { ActButton } from '../../actions/act-button.js';
import { AccountName } from '../../parts/account-name.js';
import { call } from '../../server/call.js';
import type { Account } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import { useMay } from '../../server/use-me.js';
import classes from './today.module.css';

/** An account that nothing goes out on until a person has mended it. */
export function AccountSlip({ account }: { readonly account: Account }): React.ReactNode {
  const act = useAct(`account ${account.id}`);
  const mayResume = useMay('editor');
  const resume = () => act(() => call('resumeAccount', { params: { id: account.id } }), `${account.name} sends again`);
  return (
    <li className={classes.slip} data-state="held">
      <div className={classes.slipHead}>
        <span className={`amber ${classes.slipTitle ?? ''}`}>
          <IconAt size={16} aria-hidden /> Account to mend
        </span>
        <span className="xs dim">
          <AccountName account={account} />
        </span>
      </div>
      <p className={classes.why}>
        {account.pausedReason ?? 'Nobody wrote down why it is paused'}. Its posts wait. Mend that first: an account that
        is refused again is paused again.
      </p>
      {mayResume && (
        <div className="buttons">
          <ActButton act={resume}>It is mended: send again</ActButton>
        </div>
      )}
    </li>
  );
}
