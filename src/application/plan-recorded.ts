import type { RecordedArticle } from '../domain/article.js';
import { enqueuePosts } from './enqueue-posts.js';
import { enrichArticle, isBreaking } from './enrich-article.js';
import { planEnriched, type PlanArticlePorts } from './plan-article.js';
import type { Ports } from './ports/ports.js';

type PlanRecordedPorts = PlanArticlePorts & Pick<Ports, 'postQueue'>;

/**
 * Plans what was recorded and not planned, one after the other in the order in which it was recorded: so posts go out in
 * the order of publication, whoever else plans at the same time. Their pages are read all at once, and breaking news
 * waits for no other page than its own. One that fails holds up none of the others.
 */
export async function planRecorded(ports: PlanRecordedPorts): Promise<void> {
  const [breaking, normal]: [RecordedArticle[], RecordedArticle[]] = [[], []];
  const failures: unknown[] = [];
  for (const recorded of await ports.ledger.listUnplannedArticles())
    try {
      (isBreaking(ports.templates, recorded.article) ? breaking : normal).push(recorded);
    } catch (error) {
      failures.push(error);
    }
  failures.push(...(await Promise.all([planInOrder(ports, breaking), planInOrder(ports, normal)])).flat());
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} articles could not be planned`);
}

/** Returns what went wrong. */
async function planInOrder(
  ports: PlanRecordedPorts,
  articles: readonly RecordedArticle[],
): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  const enriching = articles.map((recorded) =>
    enrichArticle(ports, recorded).catch((error: unknown) => void failures.push(error)),
  );
  for (const one of enriching) {
    const recorded = await one;
    if (recorded === undefined) continue;
    await planEnriched(ports, recorded, recorded.wish)
      // A queue that does not answer holds up no other article.
      .then(({ posts }) => void enqueuePosts(ports, posts))
      .catch((error: unknown) => failures.push(error));
  }
  return failures;
}
