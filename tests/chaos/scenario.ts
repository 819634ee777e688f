import { createHash } from 'node:crypto';
import { createPost } from '../../src/application/create-post.js';
import type { Account, NetworkName } from '../../src/domain/account.js';
import type { Article } from '../../src/domain/article.js';
import type { FaultName } from './faults.js';
import type { ChaosNewsroom } from './newsroom.js';
import type { Random } from './random.js';
import { drillArticle, expectedOnFacebook, expectedOnX, PIXEL, SECTIONS, type Section } from './samples.js';

/** What readers should see of one post: its parts in order. */
export interface Expected {
  readonly marker: string;
  readonly network: NetworkName;
  texts: readonly string[];
  readonly link: string | null;
  /** Alternative texts of the first part's pictures. */
  readonly alts: readonly string[];
  readonly dueAt: Date | null;
}

export interface Scenario {
  readonly run: number;
  readonly faults: readonly FaultName[];
  readonly articles: readonly { readonly marker: string; readonly article: Article }[];
  readonly own: readonly Expected[];
  readonly expected: Expected[];
}

/** What is published in a run, and when. */
export function drawScenario(
  newsroom: ChaosNewsroom,
  run: number,
  faults: readonly FaultName[],
  random: Random,
): Scenario {
  const marker = `r${String(run)}${newsroom.options.twoPhase ? 'p' : 'd'}`;
  const sections = Object.keys(SECTIONS) as Section[];
  const isThread = faults.some((fault) =>
    ['kill-between-parts', 'cancel-midway', 'stop-past-deadline'].includes(fault),
  );
  const section = isThread ? 'thread' : random.pick(sections);
  const article = drillArticle(newsroom.site, `${marker}a`, section);
  const ofArticle = (network: NetworkName, texts: readonly string[]): Expected => ({
    marker: `${marker}a`,
    network,
    texts,
    link: article.url,
    alts: network === 'x' && section === 'pair' ? [`A picture of ${marker}a`] : [],
    dueAt: null,
  });
  const own = (['x', 'facebook'] as const)
    .filter((network) => network === 'x' || random.chance(0.5))
    .map((network): Expected => ({
      marker: `${marker}${network === 'x' ? 'b' : 'c'}`,
      network,
      texts: [`Drill ${marker}${network === 'x' ? 'b' : 'c'} says so`],
      link: null,
      alts: random.chance(0.4) ? ['A pixel'] : [],
      dueAt: new Date(newsroom.ports.clock.now().getTime() + 200 + random.below(800)),
    }));
  return {
    run,
    faults,
    articles: [{ marker: `${marker}a`, article }],
    own,
    expected: [
      ofArticle('x', expectedOnX(article, section)),
      ofArticle('facebook', expectedOnFacebook(article)),
      ...own,
    ],
  };
}

/** An editor queues a post; when the ledger did not answer, she looks whether it is there before she tries again. */
export async function queueOwnPost(newsroom: ChaosNewsroom, wanted: Expected): Promise<void> {
  const { ports } = newsroom;
  const [text = ''] = wanted.texts;
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      if ((await ports.ledger.listPosts({})).some((post) => post.parts[0]?.text === text)) return;
      const media = await storePicture(newsroom, wanted.alts);
      const account = await accountOf(newsroom, wanted.network);
      await createPost(ports, account, { text, link: null, media, at: wanted.dueAt, wallTime: null });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('the ledger took no post for 5 s');
}

async function storePicture({ ports }: ChaosNewsroom, alts: readonly string[]) {
  const pictureId = createHash('sha256').update(PIXEL).digest('hex');
  if (alts.length > 0) await ports.ledger.storePicture(pictureId, PIXEL);
  return alts.map((alt) => ({ pictureId, url: null, alt }));
}

async function accountOf({ ports }: ChaosNewsroom, network: NetworkName): Promise<Account> {
  const found = (await ports.ledger.listAccounts()).find((account) => account.network === network);
  if (found === undefined) throw new Error(`there is no account on ${network}`);
  return found;
}

/** A source delivers an article until somebody has taken it in, as a feed would. */
export async function deliver(newsroom: ChaosNewsroom, marker: string, article: Article, first: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const index = (first + attempt) % newsroom.crew.size;
    if ((await newsroom.crew.ingest(index, marker, article)) === null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nobody took ${marker} in for 10 s`);
}
