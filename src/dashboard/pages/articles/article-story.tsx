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
      <SectionHead title="What became of it" />
      {whyNothing !== null && <p className="sm">No post: {whyNothing}</p>}
      <div className={classes.outcomes}>
        {posts.map((post) => (
          <Outcome key={post.id} post={post} events={events.filter((event) => event.post === post.id)} />
        ))}
      </div>
    </section>
  );
}
