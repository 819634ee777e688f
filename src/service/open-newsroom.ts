import type { Logger } from 'pino';
import { guardedFetch, type FetchBytes } from '../adapters/http/guarded-fetch.js';
import { namedFetch } from '../adapters/http/named-fetch.js';
import { openEngine } from '../adapters/ledger/engines.js';
import { LedgerClock } from '../adapters/ledger/ledger-clock.js';
import { migrateLedger, type MigrationReport } from '../adapters/ledger/migrate-ledger.js';
import { explainRefusal } from '../adapters/ledger/refused-writes.js';
import { createSqlLedger } from '../adapters/ledger/sql-ledger.js';
import { WebPages } from '../adapters/pages/web-pages.js';
import type { LiquidTemplateRenderer } from '../adapters/templating/liquid-template-renderer.js';
import { StoredOrWebPictures } from '../adapters/pictures/web-pictures.js';
import { DerivedSecrets } from '../adapters/secrets/derived-secrets.js';
import type { Ledger } from '../application/ports/ledger.js';
import type { Ports } from '../application/ports/ports.js';
import type { Config } from '../config/read-config.js';
import type { NetworkName } from '../domain/account.js';
import { KawarabanError } from '../domain/errors.js';
import { logEvents } from '../observability/events.js';
import { Connections } from './connections.js';
import { askingOf, createHubs, createSources } from './create-sources.js';
import { createNetworks } from './create-networks.js';
import type { Drill } from './drill.js';
import { loadTemplates } from './load-templates.js';
import { wantedAccounts } from './wanted-accounts.js';

/** The ledger, the networks and the templates of one newsroom, open; nothing runs by itself yet. */
export interface Newsroom extends Omit<Ports, 'postQueue'> {
  readonly templates: LiquidTemplateRenderer;
  readonly config: Config;
  readonly log: Logger;
  readonly connections: Connections;
  /** A test build's; null in the program itself. */
  readonly drill: Drill | null;
  readonly migration: MigrationReport;
  /** Measures the ledger's clock again. */
  syncClock(): Promise<void>;
  close(): Promise<void>;
}

export async function openNewsroom(config: Config, log: Logger, drill: Drill | null): Promise<Newsroom> {
  const templates = await loadTemplates(config);
  const engine = openEngine(config.ledger);
  try {
    const migration = await migrateLedger(engine);
    const clock = await LedgerClock.start(engine);
    const sqlLedger = createSqlLedger({ engine, clock, timing: config.timing });
    for (const wanted of wantedAccounts(config)) await sqlLedger.meetAccount(wanted);
    const secrets = new DerivedSecrets(config);
    const connections = new Connections(config);
    const picturesOf = (network: NetworkName) => picturesFor(network, config, sqlLedger);
    const parts = { ledger: sqlLedger, networks: createNetworks(connections, picturesOf, clock, config.timing) };
    return {
      config,
      log,
      clock,
      events: logEvents(log),
      ...(drill === null ? parts : drill.wrap(parts, engine)),
      pages: new WebPages({ web: askingWeb(config), 'this-machine': askingThisMachine(config) }),
      templates,
      sources: createSources(config, clock),
      hubs: createHubs(config, secrets),
      secrets,
      connections,
      migration,
      zone: config.zone,
      timing: config.timing,
      drill,
      syncClock: () => clock.sync(),
      close: () => engine.db.destroy(),
    };
  } catch (error) {
    await engine.db.destroy().catch(() => undefined);
    throw asLedgerError(explainRefusal(error, engine.place), config);
  }
}

/** Pages and pictures are asked as feeds are: by the same name, and inside where the newsroom has opened it. */
function askingWeb(config: Config): FetchBytes {
  const { fetchBytes, userAgent } = askingOf(config);
  return namedFetch(fetchBytes, userAgent);
}

function askingThisMachine(config: Config): FetchBytes {
  return namedFetch(guardedFetch({ to: 'loopback', allowPrivate: [] }), askingOf(config).userAgent);
}

/** What a simulated account shows comes from this machine alone. */
export function picturesFor(network: NetworkName, config: Config, ledger: Ledger): StoredOrWebPictures {
  const fetchBytes = config[network].credentials === null ? askingThisMachine(config) : askingWeb(config);
  return new StoredOrWebPictures({ ledger, fetchBytes });
}

const UNREACHABLE =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|timeout|terminat|connection error|shutting down|starting up|password|does not exist/i;

/** The driver's own words can hold the address with its password: only what kind of failure it was is said. */
export function asLedgerError(error: unknown, config: Config): unknown {
  if (error instanceof KawarabanError || config.ledger.kind !== 'postgres' || !UNREACHABLE.test(String(error)))
    return error;
  const code = (error as { code?: string }).code ?? 'no answer';
  return new KawarabanError(
    'KWB_LEDGER_UNREACHABLE',
    `PostgreSQL (DATABASE_URL) cannot be used: ${code}. Is it running, and do user, password and database exist?`,
  );
}
