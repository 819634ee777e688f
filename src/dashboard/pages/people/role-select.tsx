import { Select } from '@mantine/core';
import { usePress } from '../../actions/use-press.js';
import type { Role } from '../../server/contract.js';
import { ROLE_OPTIONS } from './role-options.js';

interface RoleSelectProps {
  readonly label: string;
  readonly role: Role;
  readonly choose: (role: Role) => Promise<unknown>;
}

/** What somebody may do; it shows that another choice is under way. */
export function RoleSelect({ label, role, choose }: RoleSelectProps): React.ReactNode {
  const { press, isBusy } = usePress(choose);
  return (
    <Select
      aria-label={label}
      data={ROLE_OPTIONS}
      value={role}
      loading={isBusy}
      w={140}
      onChange={(next) => {
        if (next !== null && next !== role) void press(next);
      }}
    />
  );
}
