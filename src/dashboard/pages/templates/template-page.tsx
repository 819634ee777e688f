import { Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton } from '../../actions/act-button.js';
import { Bones } from '../../parts/bones.js';
import { Failed } from '../../parts/failed.js';
import { TabTitle } from '../../parts/tab-title.js';
import { PostPreview } from '../../preview/post-preview.js';
import { useCard } from '../../preview/use-card.js';
import type { AnswerOf } from '../../../api/contract/route.js';
import type { Routes } from '../../../api/contract/routes.js';
import { call } from '../../server/call.js';
import { reading } from '../../server/queries.js';
import { useAct } from '../../server/use-act.js';
import { Replay } from './replay.js';
import classes from './templates.module.css';

/** A template beside what it makes of a recent article, while one edits it. The file stays the truth. */
export function TemplatePage(): React.ReactNode {
  const params = useParams({ from: '/newsroom/templates/$network/$file' });
  const { data, error, isPending, refetch } = useQuery(reading('readTemplate', { params }));
  const [edited, setEdited] = useState<string | null>(null);
  const act = useAct();
  if (isPending) return <Bones rows={8} />;
  if (data === undefined) return <Failed what="This template" error={error} again={() => void refetch()} />;
  const source = edited ?? data.source;
  return (
    <div className={classes.page}>
      <section aria-label="The template">
        <h1 className={classes.title}>
          <TabTitle>{params.file}</TabTitle>
          {params.file}
        </h1>
        <p className="mid">{data.rule}</p>
        <Textarea
          aria-label="The template as it is written"
          classNames={{ input: classes.source ?? '' }}
          minRows={16}
          value={source}
          onChange={(event) => setEdited(event.currentTarget.value)}
        />
        {data.maySave ? (
          <ActButton
            variant="filled"
            act={() => act(() => call('saveTemplate', { params, body: { source } }), 'The file is written')}
          >
            Save the file
          </ActButton>
        ) : (
          <p className="sm dim">
            What you change here is only tried. The file is changed where your templates are kept.
          </p>
        )}
      </section>
      <section aria-label="What it makes">
        <Tried params={params} source={source} />
        <Replay params={params} source={source} />
      </section>
    </div>
  );
}

type TryResult = AnswerOf<Routes['tryTemplate']>;

interface TriedProps {
  readonly params: { readonly network: string; readonly file: string };
  readonly source: string;
}

function Tried({ params, source }: TriedProps): React.ReactNode {
  const [settled] = useDebouncedValue(source, 400);
  const [chosen, setChosen] = useState<string | null>(null);
  const articles = useQuery(reading('listArticles', { query: { limit: 30 } }));
  const article = chosen ?? articles.data?.items[0]?.id ?? '';
  const body = { source: settled, article };
  const { data } = useQuery({ ...reading('tryTemplate', { params, body }), enabled: article !== '' });
  return (
    <>
      <Select
        label="Tried with"
        data={articles.data?.items.map(({ id, title }) => ({ value: id, label: title })) ?? []}
        value={article}
        onChange={setChosen}
        searchable
      />
      {data !== undefined && <Rendered result={data} />}
    </>
  );
}

function Rendered({ result }: { readonly result: TryResult }): React.ReactNode {
  if (result.kind === 'wrong')
    return (
      <pre className="shu" role="alert">
        {result.message}
      </pre>
    );
  return (
    <>
      {!result.matches && <p className="sm amber">Its rule does not want this article.</p>}
      {result.posts.map((post) => (
        <TriedPost key={post.account.id} post={post} />
      ))}
    </>
  );
}

type Rendering = Extract<TryResult, { posts: unknown }>['posts'][number];

function TriedPost({ post: { account, parts, problems } }: { readonly post: Rendering }): React.ReactNode {
  const card = useCard(parts);
  return (
    <div className={classes.tried}>
      <PostPreview account={account} parts={parts} card={card} />
      {problems.map(({ code, part, message }) => (
        <p key={`${code} ${part ?? ''}`} className="sm shu">
          {message}
        </p>
      ))}
    </div>
  );
}
