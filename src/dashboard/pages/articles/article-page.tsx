import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { asSentence } from '../../parts/as-sentence.js';
import { Bones } from '../../parts/bones.js';
import { FactList } from '../../parts/fact-list.js';
import { Failed } from '../../parts/failed.js';
import { LinkButton } from '../../parts/link-button.js';
import { SectionHead } from '../../parts/section-head.js';
import { TabTitle } from '../../parts/tab-title.js';
import { Words } from '../../parts/words.js';
import type { Explanation } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useMay } from '../../server/use-me.js';
import { Moment, ShortTime } from '../../time/moment.js';
import { ArticlePicture } from './article-picture.js';
import { ArticleStory } from './article-story.js';
import { EmbargoBox } from './embargo.js';
import classes from './articles.module.css';

/** How an article came to be known, which templates wanted it, and what became of it. */
export function ArticlePage(): React.ReactNode {
  const { id } = useParams({ from: '/newsroom/articles/$id' });
  const { data, error, isPending, refetch } = useQuery(reading('explainArticle', { params: { id } }));
  const mayWrite = useMay('editor');
  if (isPending) return <Bones rows={8} />;
  if (data === undefined)
    return <Failed what="This article" thing="article" error={error} again={() => void refetch()} />;
  const { title, url, publishedAt, firstSeenAt } = data.article;
  return (
    <>
      <div className={classes.head}>
        <div>
          <p className="sm dim">
            <Moment at={publishedAt ?? firstSeenAt} />
          </p>
          <h1 className={classes.headWords}>
            <TabTitle>{title}</TabTitle>
            <Words>{title}</Words>
          </h1>
        </div>
        <div className="buttons">
          {url !== null && (
            <Button component="a" href={url} target="_blank" rel="noreferrer">
              Read it
            </Button>
          )}
          {mayWrite && (
            <LinkButton to="/compose" search={{ article: id }} variant="filled">
              Make a post
            </LinkButton>
          )}
        </div>
      </div>
      <div className={classes.page}>
        <ArticleStory explanation={data} />
        <AsRead article={data.article} />
      </div>
    </>
  );
}

function AsRead({ article }: { readonly article: Explanation['article'] }): React.ReactNode {
  const { id, summary, authors, section, tags, language, url, image, updatedAt, embargo, embargoUntil, warnings } =
    article;
  return (
    <section aria-labelledby="as-read">
      {embargo !== null && <EmbargoBox articleId={id} embargo={embargo} />}
      <SectionHead title="As we read it" id="as-read" />
      {image !== null && <ArticlePicture key={image.url} {...image} />}
      <p>
        <Words>{summary}</Words>
      </p>
      {warnings.map(({ code, message }) => (
        <p key={code} className="sm amber">
          {asSentence(message)}
        </p>
      ))}
      <FactList
        facts={[
          ['By', authors.join(', ')],
          ['Section', section],
          ['Tags', tags.join(', ')],
          ['Language', language],
          [
            'Address',
            url !== null && (
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>
            ),
          ],
          ['Changed', updatedAt !== null && <ShortTime at={updatedAt} />],
          ['Embargo', embargo === null && embargoUntil !== null && <ShortTime at={embargoUntil} />],
        ]}
      />
    </section>
  );
}
