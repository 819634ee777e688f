import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import { complaintOf } from '../../server/refused.js';
import classes from './templates.module.css';

interface ReplayProps {
  readonly params: { readonly network: string; readonly file: string };
  readonly source: string;
}

const NOT_TRIED = { data: undefined, error: null, isPending: false } as const;

type Said = readonly { readonly text: string }[] | null;

/** The newest articles through the changed template, beside what they were. Nothing is sent. */
export function Replay({ params, source }: ReplayProps): React.ReactNode {
  const replay = useMutation({
    mutationFn: (tried: string) => call('replayTemplate', { params, body: { source: tried } }),
  });
  // What another text came to says nothing of this one.
  const { data, error, isPending } = replay.variables === source ? replay : NOT_TRIED;
  const changed = data?.posts.filter(({ isDifferent }) => isDifferent) ?? [];
  return (
    <>
      <SectionHead title="Before and after">
        <Button loading={isPending} onClick={() => replay.mutate(source)}>
          Try with the last 50 articles
        </Button>
      </SectionHead>
      {error !== null && <p className="shu">{complaintOf(error)}</p>}
      {data !== undefined && changed.length === 0 && <p className="sm mid">Nothing would be said differently.</p>}
      {changed.map(({ article, account, before, after }) => (
        <div key={`${article.id} ${account.id}`} className={classes.replayed}>
          <p className="sm bold">{article.title}</p>
          <p className="words">{textOf(before)}</p>
          <p className="words">{textOf(after)}</p>
        </div>
      ))}
    </>
  );
}

function textOf(said: Said): string {
  return said === null ? 'no post' : said.map(({ text }) => text).join('\n\n');
}
