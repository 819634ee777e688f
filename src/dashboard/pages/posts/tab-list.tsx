import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { STATES } from '../../parts/state-mark.js';
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
          <Tabs.Tab key={tab.name} value={tab.name} leftSection={<Mark tab={tab} />}>
            {tab.title} <Count tab={tab} count={countOf(tab)} />
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

/** Of the state that the tab is about; none where there are several. */
function Mark({ tab: { marked } }: { readonly tab: PostTab }): React.ReactNode {
  if (marked === undefined) return null;
  const { icon: Icon } = STATES[marked];
  return <Icon size={15} aria-hidden />;
}

function Count({ tab, count }: { readonly tab: PostTab; readonly count: number | null }): React.ReactNode {
  if (count === null) return null;
  const isUrgent = tab.name === 'needs' && count > 0;
  return <span className={isUrgent ? classes.urgent : classes.count}>{count.toLocaleString('en-GB')}</span>;
}
