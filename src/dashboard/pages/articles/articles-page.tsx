import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRowKeys } from '../../keys/use-row-keys.js';
import { LinkButton } from '../../parts/link-button.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import { StateMark } from '../../parts/state-mark.js';
import { Words } from '../../parts/words.js';
import type { ArticleLine } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { Ago } from '../../time/moment.js';
import classes from './articles.module.css';

/** What the newsroom published, and what became of each. */
export function ArticlesPage(): React.ReactNode {
  const { q } = useSearch({ from: '/newsroom/articles' });
  const navigate = useNavigate({ from: '/articles' });
  const [words] = useDebouncedValue(q ?? '', 250);
  const asked = words === '' ? { limit: 100 } : { limit: 100, q: words };
  const query = useQuery({ ...reading('listArticles', { query: asked }), placeholderData: keepPreviousData });
  useRowKeys();
  return (
    <>
      <TextInput
        className={classes.find}
        aria-label="Words in the article"
        placeholder="Words in the article"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q ?? ''}
        onChange={(event) => void navigate({ search: { q: event.currentTarget.value }, replace: true })}
      />
      <ReadingList
        query={query}
        what="Articles"
        empty={<Link to="/sources">Sources bring them.</Link>}
        draw={(article) => <ArticleRow key={article.id} article={article} />}
      />
    </>
  );
}

const NOT_POSTED = { primed: 'was there before its source was', 'too-old': 'too old when it was seen' } as const;

function ArticleRow({ article }: { readonly article: ArticleLine }): React.ReactNode {
  const { id, title, section, authors, publishedAt, firstSeenAt, posts, notPosted } = article;
  return (
    <ListRow
      title={
        <Link to="/articles/$id" params={{ id }} className={classes.title} data-row>
          <Words>{title}</Words>
        </Link>
      }
      note={
        <>
          <Ago at={publishedAt ?? firstSeenAt} />
          {section !== null && <span className="dot">{section}</span>}
          {authors.length > 0 && <span className="dot">{authors.join(', ')}</span>}
        </>
      }
    >
      <div className={classes.posts}>
        {posts.map((post) => (
          <Link key={post.id} to="/posts/$id" params={{ id: post.id }} className={classes.post}>
            <StateMark state={post.state} /> <span className="sm dim">{post.account}</span>
          </Link>
        ))}
        {posts.length === 0 && <span className="sm dim">{notPosted === null ? 'no post' : NOT_POSTED[notPosted]}</span>}
      </div>
      <LinkButton to="/compose" search={{ article: id }}>
        Make a post
      </LinkButton>
    </ListRow>
  );
}
