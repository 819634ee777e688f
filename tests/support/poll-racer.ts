// One of several processes that ask the sources of one ledger as often as they can, until so many articles are known.
import { guardedFetch } from '../../src/adapters/http/guarded-fetch.js';
import { openEngine, type LedgerAddress } from '../../src/adapters/ledger/engines.js';
import { LedgerClock } from '../../src/adapters/ledger/ledger-clock.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { FeedSource } from '../../src/adapters/sources/feed/feed-source.js';
import { pollSource } from '../../src/application/poll-source.js';
import { readConfig } from '../../src/config/read-config.js';
import { loadTemplates } from '../../src/service/load-templates.js';
import { previewNetworks } from '../../src/service/preview-parts.js';

const [address = '', wanted] = process.argv.slice(2);
const engine = openEngine(JSON.parse(address) as LedgerAddress);
const clock = await LedgerClock.start(engine);
const config = readConfig({});
const { zone } = config;
const timing = { ...config.timing, enrichMs: 0, enrichBreakingMs: 0 };
const ledger = createSqlLedger({ engine, clock, timing });
const fetchBytes = guardedFetch({ to: 'loopback', allowPrivate: [] });
const sources = { feed: new FeedSource({ fetchBytes, clock, userAgent: `Kawaraban/${process.pid}` }) };
const postQueue = { enqueue: () => Promise.resolve() };
const notAsked = (): never => {
  throw new Error('no page is asked for where that is turned off');
};
const pages = { ask: notAsked, readPicture: notAsked };
const planning = { pages, timing, zone, ...previewNetworks(config), templates: await loadTemplates(config) };

for (;;) {
  const known = await engine.db.selectFrom('articles').select('id').execute();
  if (known.length >= Number(wanted)) break;
  const claim = await ledger.claimPoll(['feed']);
  if (claim === null) continue;
  await pollSource({ ledger, clock, sources, postQueue, ...planning }, claim, new AbortController().signal);
  process.stdout.write('polled\n');
}
await engine.db.destroy();
