import { useQuery } from '@tanstack/react-query';
import { reading } from '../server/queries.js';
import { complaintOf } from '../server/refused.js';
import { Door } from './door.js';
import { PasswordForm } from './password-form.js';
import { SetUpForm } from './set-up-form.js';

/** Behind the # of a one-time link stands its secret: what is there no server and no log sees. */
export function LinkPage(): React.ReactNode {
  const link = window.location.hash.slice(1);
  const { data, error, isPending } = useQuery({ ...reading('readLink', { body: { link } }), retry: false });
  if (isPending) return null;
  if (error !== null)
    return (
      <Door title="This link does not open anything">
        <p className="mid">
          {complaintOf(error)} A link opens once, and for three days. Ask an administrator for another.
        </p>
      </Door>
    );
  return data.purpose === 'set-up' ? <SetUpForm link={link} /> : <PasswordForm link={link} name={data.name ?? ''} />;
}
