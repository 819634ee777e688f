import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../server/queries.js';
import { POST_TABS, type PostTab } from './post-tabs.js';
import classes from './posts.module.css';

interface TabListProps {
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

export function TabList({ chosen, choose }: TabListProps): React.ReactNode {
  const { data } = useQuery(reading('countPosts'));
  const countOf = ({ states }: PostTab): number | null =>
    data?.counts.reduce((sum, { state, count }) => (states?.includes(state) === false ? sum : sum + count), 0) ?? null;
  return (
    <Tabs value={chosen} onChange={(name) => choose(name ?? 'all')} className={classes.tabs}>
      <Tabs.List>
        {POST_TABS.map((tab) => (
          <Tabs.Tab key={tab.name} value={tab.name}>
            {tab.title} <Count tab={tab} count={countOf(tab)} />
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

function Count({ tab, count }: { readonly tab: PostTab; readonly count: number | null }): React.ReactNode {
  if (count === null) return null;
  const isUrgent = tab.name === 'needs' && count > 0;
  return <span className={isUrgent ? classes.urgent : classes.count}>{count.toLocaleString('en-GB')}</span>;
}
