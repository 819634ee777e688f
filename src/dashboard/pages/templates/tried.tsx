import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerOf } from '../../../api/contract/route.js';
import type { Routes } from '../../../api/contract/routes.js';
import { PostPreview } from '../../preview/post-preview.js';
import { reading } from '../../server/queries.js';
import classes from './templates.module.css';

type TryResult = AnswerOf<Routes['tryTemplate']>;

interface TriedProps {
  readonly params: { readonly network: string; readonly file: string };
  readonly source: string;
}

/** What it makes of one article, as readers would see it. */
export function Tried({ params, source }: TriedProps): React.ReactNode {
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
  return (
    <div className={classes.tried}>
      <PostPreview account={account} parts={parts} />
      {problems.map(({ code, part, message }) => (
        <p key={`${code} ${part ?? ''}`} className="sm shu">
          {message}
        </p>
      ))}
    </div>
  );
}
