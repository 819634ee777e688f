// One of several processes that ask the sources of one ledger as often as they can, until so many articles are known.
import { guardedFetch } from '../../dist/src/adapters/http/guarded-fetch.js';
import { openEngine } from '../../dist/src/adapters/ledger/engines.js';
import { LedgerClock } from '../../dist/src/adapters/ledger/ledger-clock.js';
import { createSqlLedger } from '../../dist/src/adapters/ledger/sql-ledger.js';
import { FeedSource } from '../../dist/src/adapters/sources/feed/feed-source.js';
import { pollSource } from '../../dist/src/application/poll-source.js';
import { readConfig } from '../../dist/src/config/read-config.js';
import { loadTemplates } from '../../dist/src/service/load-templates.js';
import { previewNetworks } from '../../dist/src/service/preview-parts.js';

const [address, wanted] = process.argv.slice(2);
const engine = openEngine(JSON.parse(address));
const clock = await LedgerClock.start(engine);
const config = readConfig({});
const { timing, zone } = config;
const ledger = createSqlLedger({ engine, clock, timing });
const fetchBytes = guardedFetch({ to: 'loopback', allowPrivate: [] });
const sources = { feed: new FeedSource({ fetchBytes, clock, userAgent: 'Kawaraban/test' }) };
const postQueue = { enqueue: () => Promise.resolve() };
const planning = { timing, zone, ...previewNetworks(config), templates: await loadTemplates(config) };

for (;;) {
  const known = await engine.db.selectFrom('articles').select('id').execute();
  if (known.length >= Number(wanted)) break;
  const claim = await ledger.claimPoll(['feed']);
  if (claim === null) continue;
  await pollSource({ ledger, clock, sources, postQueue, ...planning }, claim, new AbortController().signal);
  process.stdout.write('polled\n');
}
await engine.db.destroy();
