import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRowKeys } from '../../keys/use-row-keys.js';
import { FindWords } from '../../parts/find-words.js';
import { LinkButton } from '../../parts/link-button.js';
import { PagedList } from '../../parts/paged-list.js';
import { ListRow } from '../../parts/reading-list.js';
import { StateMark } from '../../parts/state-mark.js';
import { Words } from '../../parts/words.js';
import { call } from '../../server/call.js';
import type { ArticleLine } from '../../server/contract.js';
import { useMay } from '../../server/use-me.js';
import { usePages } from '../../server/use-pages.js';
import { Ago } from '../../time/moment.js';
import classes from './articles.module.css';

const PAGE = 100;

/** What the newsroom published, and what became of each. */
export function ArticlesPage(): React.ReactNode {
  const { q } = useSearch({ from: '/newsroom/articles' });
  const navigate = useNavigate({ from: '/articles' });
  const pages = usePages({
    name: 'listArticles',
    asked: q === undefined ? { limit: PAGE } : { limit: PAGE, q },
    read: (query, signal) => call('listArticles', { query, signal }),
  });
  useRowKeys();
  return (
    <>
      <FindWords
        label="Words in the article"
        words={q ?? ''}
        find={(words) => void navigate({ search: { q: words }, replace: true })}
        className={classes.find}
      />
      <PagedList
        pages={pages}
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
  const mayWrite = useMay('editor');
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
      {mayWrite && (
        <LinkButton to="/compose" search={{ article: id }}>
          Make a post
        </LinkButton>
      )}
    </ListRow>
  );
}
