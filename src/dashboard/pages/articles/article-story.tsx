import { dollars } from '../../parts/dollars.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Explanation } from '../../server/contract.js';
import { HowWeKnew } from './how-we-knew.js';
import { Outcome } from './outcome.js';
import { Verdicts } from './verdicts.js';
import classes from './articles.module.css';

export function ArticleStory({ explanation }: { readonly explanation: Explanation }): React.ReactNode {
  const { article, verdicts, posts, events, whyNothing } = explanation;
  return (
    <section aria-label="Its story">
      <HowWeKnew explanation={explanation} />
      <Verdicts articleId={article.id} verdicts={verdicts} />
      <SectionHead title="What became of it">{posts.length > 0 && totalOf(posts)}</SectionHead>
      {whyNothing !== null && <p className="sm">No post: {whyNothing}</p>}
      <div className={classes.outcomes}>
        {posts.map((post) => (
          <Outcome key={post.id} post={post} events={events.filter((event) => event.post === post.id)} />
        ))}
      </div>
    </section>
  );
}

function totalOf(posts: Explanation['posts']): string {
  const price = posts.reduce((sum, { priceMicros }) => sum + (priceMicros ?? 0), 0);
  return `${posts.length === 1 ? 'one post' : `${posts.length} posts`}${price === 0 ? '' : `, ${dollars(price)}`}`;
}
