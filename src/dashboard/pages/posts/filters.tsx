import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import type { PostSearch } from './use-posts.js';
import classes from './posts.module.css';

interface FiltersProps {
  readonly search: PostSearch;
  readonly change: (change: PostSearch) => void;
}

const ANY = '';

export function Filters({ search, change }: FiltersProps): React.ReactNode {
  const time = useNewsroomTime();
  const { data } = useQuery(reading('listAccounts'));
  const accounts = data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const isNarrowed = search.q !== undefined || search.account !== undefined;
  return (
    <div className={classes.filters}>
      <TextInput
        aria-label="Words in the post"
        placeholder="Words in the post"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search.q ?? ''}
        onChange={(event) => change({ q: event.currentTarget.value })}
        className={classes.words}
      />
      <Select
        aria-label="Account"
        data={[{ value: ANY, label: 'Any account' }, ...accounts]}
        value={search.account ?? ANY}
        onChange={(account) => change({ account: account ?? ANY })}
      />
      {isNarrowed && (
        <Button variant="subtle" onClick={() => change({ q: ANY, account: ANY })}>
          Clear
        </Button>
      )}
      <span className={`sm dim ${classes.zone ?? ''}`}>times {time.letters}</span>
    </div>
  );
}
