import { Button, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DayRange } from '../../parts/day-range.js';
import { reading } from '../../server/queries.js';
import { KINDS } from '../post/event-words.js';

/** What stands in the address. */
export interface AuditSearch {
  readonly by?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
}

interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly change: (change: AuditSearch) => void;
}

const ANY = '';
const NOTHING = { by: ANY, kind: ANY, from: ANY, to: ANY };

export function AuditFilters({ search, change }: AuditFiltersProps): React.ReactNode {
  const people = useQuery(reading('listPeople')).data?.items ?? [];
  return (
    <Group gap="xs" pt="sm">
      <Select
        aria-label="Who"
        data={[{ value: ANY, label: 'Anyone' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        value={search.by ?? ANY}
        onChange={(by) => change({ by: by ?? ANY })}
      />
      <Select
        aria-label="What"
        data={[{ value: ANY, label: 'Anything' }, ...KINDS.map(([kind, title]) => ({ value: kind, label: title }))]}
        value={search.kind ?? ANY}
        onChange={(kind) => change({ kind: kind ?? ANY })}
        searchable
      />
      <DayRange days={search} choose={change} />
      {Object.keys(search).length > 0 && (
        <Button variant="subtle" onClick={() => change(NOTHING)}>
          Clear
        </Button>
      )}
    </Group>
  );
}
