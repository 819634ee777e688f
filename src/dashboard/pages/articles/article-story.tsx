import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { AccountName, NetworkMark } from '../../parts/account-name.js';
import { SectionHead } from '../../parts/section-head.js';
import { StateMark } from '../../parts/state-mark.js';
import { headlineOf, Words } from '../../parts/words.js';
import { call, newKey } from '../../server/call.js';
import type { Explanation } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import { useMay } from '../../server/use-me.js';
import { ShortTime } from '../../time/moment.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { eventDetail } from '../post/event-detail.js';
import { eventTitle } from '../post/event-words.js';
import { templateTitle } from '../today/origin-of.js';
import classes from './articles.module.css';

const WAYS = { poll: 'seen in', webhook: 'told by', websub: 'pushed by', hand: 'given by hand,' } as const;

export function ArticleStory({ explanation }: { readonly explanation: Explanation }): React.ReactNode {
  const { article, sightings, verdicts, posts, events, whyNothing } = explanation;
  const time = useNewsroomTime();
  return (
    <section aria-label="Its story">
      {sightings.length > 0 && <SectionHead title="How we came to know" />}
      {sightings.map(({ source, way, at }) => (
        <p key={`${source} ${way}`} className={classes.line}>
          <ShortTime at={at} />
          <span>
            {WAYS[way]} {source}
          </span>
        </p>
      ))}
      <SectionHead title="Which templates want it" />
      {verdicts.map((verdict) => (
        <Verdict key={verdict.template} articleId={article.id} verdict={verdict} />
      ))}
      <SectionHead title="What became of it" />
      {whyNothing !== null && <p className={classes.line}>No post: {whyNothing}</p>}
      {posts.map((post) => (
        <p key={post.id} className={classes.line}>
          <StateMark state={post.state} />
          <Link to="/posts/$id" params={{ id: post.id }}>
            <AccountName account={post.account} /> <Words>{headlineOf(post)}</Words>
          </Link>
        </p>
      ))}
      <SectionHead title="All that happened" />
      {events.map((event) => (
        <p key={event.id} className={classes.line}>
          <ShortTime at={event.at} />
          <span>
            {eventTitle(event)} <span className="dim">{eventDetail(event, time)}</span>
          </span>
        </p>
      ))}
    </section>
  );
}

interface VerdictProps {
  readonly articleId: string;
  readonly verdict: Explanation['verdicts'][number];
}

function Verdict({ articleId, verdict }: VerdictProps): React.ReactNode {
  const { template, matches, condition, facts, when } = verdict;
  const because = Object.entries(facts).map(([name, value]) => `${name} is ${value}`);
  return (
    <div className={classes.line}>
      <span>
        {matches ? <IconCheck size={15} aria-label="wants it" /> : <IconX size={15} aria-label="does not want it" />}{' '}
        <NetworkMark network={template.startsWith('x/') ? 'x' : 'facebook'} /> {templateTitle(template)}
      </span>
      <span className="buttons">
        <span>
          {condition ?? 'every article'}
          {because.length > 0 && <span className="dim"> ({because.join(', ')})</span>}
          <span className="dot">{when}</span>
        </span>
        <UseIt articleId={articleId} template={template} />
      </span>
    </div>
  );
}

/** Makes drafts of it by this template, for a person to queue. */
function UseIt({ articleId, template }: { readonly articleId: string; readonly template: string }): React.ReactNode {
  const act = useAct();
  const navigate = useNavigate();
  const mayUse = useMay('editor');
  const use = async (): Promise<void> => {
    const { items } = await call('listAccounts');
    const accounts = items.filter(({ network }) => template.startsWith(`${network}/`)).map(({ id }) => id);
    const body = { template, accounts };
    const doing = () => call('postAgain', { params: { id: articleId }, body, idempotencyKey: newKey() });
    const made = await act(doing, 'A draft was made: look at it and queue it');
    const [first] = made?.items ?? [];
    if (first !== undefined) await navigate({ to: '/posts/$id', params: { id: first.id } });
  };
  return mayUse ? <Button onClick={() => void use()}>Post again with it</Button> : null;
}
