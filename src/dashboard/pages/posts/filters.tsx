import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { NETWORK_TITLES } from '../../parts/account-name.js';
import { DayRange } from '../../parts/day-range.js';
import { FindWords } from '../../parts/find-words.js';
import { reading } from '../../server/queries.js';
import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { templateTitle } from '../today/origin-of.js';
import { type PostSort, SORT_TITLES } from './post-tabs.js';
import { isNetwork, type PostSearch } from './use-posts.js';
import classes from './posts.module.css';

interface FiltersProps {
  readonly search: PostSearch;
  readonly sort: PostSort;
  readonly change: (change: PostSearch) => void;
}

const ANY = '';
const NOTHING = { q: ANY, account: ANY, network: ANY, template: ANY, by: ANY, from: ANY, to: ANY };
const NETWORKS = Object.entries(NETWORK_TITLES).map(([value, label]) => ({ value, label }));
const SORTS = Object.entries(SORT_TITLES).map(([value, label]) => ({ value, label }));

/** Which posts, and in what order; all of it stands in the address. */
export function Filters({ search, sort, change }: FiltersProps): React.ReactNode {
  const time = useNewsroomTime();
  const now = useNow(60_000);
  const isNarrowed = Object.keys(NOTHING).some((name) => name in search);
  return (
    <div className={classes.filters}>
      <FindWords
        label="Words in the post"
        words={search.q ?? ANY}
        find={(q) => change({ q })}
        className={classes.words}
      />
      <Choices search={search} change={change} />
      <DayRange days={search} choose={change} />
      {isNarrowed && (
        <Button variant="subtle" onClick={() => change(NOTHING)}>
          Clear
        </Button>
      )}
      <span className={`sm dim ${classes.zone ?? ''}`}>times {time.letters(now)}</span>
      <Select
        aria-label="Order"
        data={SORTS}
        value={sort}
        onChange={(next) => change({ sort: next ?? sort })}
        w={170}
      />
    </div>
  );
}

function Choices({ search, change }: Pick<FiltersProps, 'search' | 'change'>): React.ReactNode {
  const accounts = useQuery(reading('listAccounts')).data?.items ?? [];
  const templates = useQuery(reading('listTemplates')).data?.items ?? [];
  const people = useQuery(reading('listPeople')).data?.items ?? [];
  return (
    <>
      <Choice
        title="Any account"
        options={[
          ...NETWORKS.map(({ value, label }) => ({ value, label: `All on ${label}` })),
          ...accounts.map(({ id, name, network }) => ({ value: id, label: `${name} on ${NETWORK_TITLES[network]}` })),
        ]}
        value={search.account ?? search.network}
        choose={(chosen) =>
          change(isNetwork(chosen) ? { network: chosen, account: ANY } : { account: chosen, network: ANY })
        }
      />
      <Choice
        title="Any template"
        options={[
          { value: 'none', label: 'By hand' },
          ...templates.map(({ name, network }) => ({ value: name, label: `${templateTitle(name)} (${network})` })),
        ]}
        value={search.template}
        choose={(template) => change({ template })}
      />
      <Choice
        title="By anyone"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.by}
        choose={(by) => change({ by })}
      />
    </>
  );
}

interface ChoiceProps {
  /** What it says while nothing is chosen. */
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly choose: (value: string) => void;
}

function Choice({ title, options, value, choose }: ChoiceProps): React.ReactNode {
  return (
    <Select
      aria-label={title}
      data={[{ value: ANY, label: title }, ...options]}
      value={value ?? ANY}
      onChange={(next) => choose(next ?? ANY)}
      className={classes.choice}
    />
  );
}
