import { IconAlertOctagonFilled, IconAlertTriangleFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { AccountName } from '../../parts/account-name.js';
import { useWritten } from '../../time/use-written.js';
import type { Previewed } from './use-preview.js';
import classes from './compose.module.css';

/** What would stop the post, and what a person may weigh, as they type. */
export function Judgement({ previews, complaint }: Pick<Previewed, 'previews' | 'complaint'>): React.ReactNode {
  const written = useWritten();
  return (
    <ul className={classes.judgement} aria-live="polite">
      {complaint !== null && (
        <li>
          <IconAlertTriangleFilled size={16} className="amber" aria-hidden />
          <span>This could not be looked at anew, so what stands here may be of the words before. {complaint}</span>
        </li>
      )}
      {previews.flatMap(({ account, problems, warnings }) => [
        ...problems.map(({ code, part, message }) => (
          <li key={`${account.id} ${code} ${part ?? ''}`} className="shu">
            <IconAlertOctagonFilled size={16} aria-hidden />
            <span>
              <AccountName account={account} />: {written(message)}
            </span>
          </li>
        )),
        ...warnings.map(({ code, message, post }) => (
          <li key={`${account.id} ${code} ${post?.id ?? ''}`}>
            <IconAlertTriangleFilled size={16} className="amber" aria-hidden />
            <span>
              <AccountName account={account} />: {written(message)}{' '}
              {post !== null && (
                <Link to="/posts/$id" params={{ id: post.id }} target="_blank">
                  Look at it
                </Link>
              )}
            </span>
          </li>
        )),
      ])}
    </ul>
  );
}
