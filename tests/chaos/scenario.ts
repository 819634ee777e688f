import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
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
  /** The texts before an edit of which nobody knows whether it was taken; null = that is known. */
  before: readonly string[] | null;
  /** Whether a person cancelled it; `unclear`: the ledger gave no answer. */
  cancel: 'no' | 'yes' | 'unclear';
  /** Null where none is to be seen beside the text. */
  readonly link: string | null;
  /** Alternative texts of the first part's pictures. */
  readonly alts: readonly string[];
  readonly dueAt: Date | null;
}

export interface Scenario {
  readonly run: number;
  readonly faults: readonly FaultName[];
  readonly articles: readonly { readonly marker: string; readonly article: Article }[];
  /** Markers of articles that are in the ledger although whoever delivered them got no answer. */
  readonly recorded: Set<string>;
  readonly own: readonly Expected[];
  readonly expected: readonly Expected[];
}

/** What a fault is better shown with. */
const WITH_THREAD: readonly FaultName[] = ['kill-between-parts', 'cancel-midway', 'stop-past-deadline'];

/** What is published in a run, and when. */
export function drawScenario(
  newsroom: ChaosNewsroom,
  run: number,
  faults: readonly FaultName[],
  random: Random,
): Scenario {
  const marker = `r${String(run)}${newsroom.options.twoPhase ? 'p' : 'd'}`;
  const sections = Object.keys(SECTIONS) as Section[];
  const first = faults.some((fault) => WITH_THREAD.includes(fault)) ? 'thread' : random.pick(sections);
  const drawn = [{ marker: `${marker}a`, section: first }];
  if (random.chance(0.25)) drawn.push({ marker: `${marker}e`, section: random.pick(sections) });
  const articles = drawn.map((each) => ({ ...each, article: drillArticle(newsroom.site, each.marker, each.section) }));
  const own = [ownPost(newsroom, `${marker}b`, 'x', random)];
  if (random.chance(0.5)) own.push(ownPost(newsroom, `${marker}c`, 'facebook', random));
  return {
    run,
    faults,
    articles,
    recorded: new Set(),
    own,
    expected: [...articles.flatMap(({ article, section }) => ofArticle(article, section)), ...own],
  };
}

function ofArticle(article: Article, section: Section): readonly Expected[] {
  const [, marker = ''] = article.title.split(' ');
  const hasPhoto = section === 'pair';
  const shared = { marker, before: null, cancel: 'no', dueAt: null, alts: hasPhoto ? [photoOf(article)] : [] } as const;
  return [
    { ...shared, network: 'x', texts: expectedOnX(article, section), link: article.url },
    {
      ...shared,
      network: 'facebook',
      texts: expectedOnFacebook(article, section),
      link: hasPhoto ? null : article.url,
    },
  ];
}

function photoOf({ image }: Article): string {
  return image?.alt ?? '';
}

function ownPost({ ports }: ChaosNewsroom, marker: string, network: NetworkName, random: Random): Expected {
  return {
    marker,
    network,
    texts: [`Drill ${marker} says so`],
    before: null,
    cancel: 'no',
    link: null,
    alts: random.chance(0.4) ? ['A pixel'] : [],
    dueAt: new Date(ports.clock.now().getTime() + 200 + random.below(800)),
  };
}

/** An editor queues a post; when the ledger did not answer, she looks whether it is there before she tries again. */
export async function queueOwnPost(newsroom: ChaosNewsroom, wanted: Expected): Promise<void> {
  const { ports } = newsroom;
  const [text = ''] = wanted.texts;
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      if ((await ports.ledger.listPosts({})).some((post) => post.parts[0]?.text === text)) return;
      const media = await storePicture(newsroom, wanted.alts);
      const account = await accountOf(newsroom, wanted.network);
      await createPost(ports, account, { text, link: null, media, at: wanted.dueAt, wallTime: null });
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error(`the ledger did not take ${wanted.marker}`);
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
export async function deliver(
  newsroom: ChaosNewsroom,
  { recorded }: Scenario,
  { marker, article }: Scenario['articles'][number],
  first: number,
): Promise<void> {
  let refusal = '';
  for (let attempt = 0; attempt < 200; attempt++) {
    const index = (first + attempt) % newsroom.crew.size;
    const answer = await newsroom.crew.ingest(index, marker, article);
    // What was recorded and not planned is the ledger's to know: nobody delivers it again.
    if (answer === null || recorded.has(marker)) return;
    refusal = answer;
    await pause(100);
  }
  throw new Error(`nobody took ${marker} in: ${refusal}`);
}
