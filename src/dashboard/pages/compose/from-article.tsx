import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Words } from '../../parts/words.js';
import { reading } from '../../server/queries.js';
import { ShortTime } from '../../time/moment.js';
import classes from './compose.module.css';

interface FromArticleProps {
  readonly id: string;
  readonly leave: () => void;
}

/** The article that the post is about. */
export function FromArticle({ id, leave }: FromArticleProps): React.ReactNode {
  const { data } = useQuery(reading('explainArticle', { params: { id } }));
  if (data === undefined) return <div className={classes.from} />;
  const { title, authors, publishedAt, section } = data.article;
  return (
    <div className={classes.from}>
      <div className="one">
        <Link to="/articles/$id" params={{ id }} className={classes.fromTitle}>
          <Words className="one">{title}</Words>
        </Link>
        <p className="sm dim">
          Article{authors.length > 0 && ` by ${authors.join(', ')}`}
          {publishedAt !== null && (
            <span className="dot">
              published <ShortTime at={publishedAt} />
            </span>
          )}
          {section !== null && <span className="dot">{section}</span>}
        </p>
      </div>
      <Button onClick={leave}>Without the article</Button>
    </div>
  );
}
