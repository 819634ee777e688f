import { lstat, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { pollSource } from '../application/poll-source.js';
import type { Ports } from '../application/ports/ports.js';
import type { SourceProgram, SourceRequest } from '../cli/source-program.js';
import type { Config } from '../config/read-config.js';
import { KawarabanError } from '../domain/errors.js';
import type { Source } from '../domain/source.js';
import { askingOf } from './create-sources.js';
import { timeLimit } from '../application/time-limit.js';

type InQueue = <T>(work: (ports: Ports) => Promise<T>) => Promise<T>;

/** What people do with sources. */
export function sourceActs(config: Config, stopped: AbortSignal, inQueue: InQueue): SourceProgram {
  const change = (name: string, work: (ports: Ports, source: Source) => Promise<void>): Promise<Source> =>
    inQueue(async (ports) => {
      const source = await demandSource(ports, name);
      await work(ports, source);
      return (await ports.ledger.findSource(name)) ?? { ...source, state: 'removed', nextPollAt: null };
    });
  return {
    listSources: () => inQueue(({ ledger }) => ledger.listSources()),
    addSource: async (request) => {
      const found = await findPlace(config, request, stopped);
      const name = request.name ?? nameOf(found.address);
      const { settings, backfill } = request;
      return inQueue(async (ports) => {
        const source = await ports.ledger.addSource({ ...found, name, settings, backfill });
        await pollNow(ports, source, stopped);
        return demandSource(ports, name);
      });
    },
    pollSource: (name) => change(name, (ports, source) => pollNow(ports, source, stopped)),
    pauseSource: (name, reason) => change(name, ({ ledger }, { id }) => ledger.pauseSource(id, reason)),
    resumeSource: (name) =>
      change(name, async (ports, { id }) => {
        await ports.ledger.resumeSource(id);
        await pollIfFree(ports, id, stopped);
      }),
    acceptSource: (name, what) =>
      change(name, async (ports, source) => {
        if (!source.isFlooded)
          throw new KawarabanError(
            'KWB_TRANSITION_REFUSED',
            `source ${name} has shown nothing that waits for an answer: there is nothing to accept`,
          );
        await ports.ledger.acceptFlood(source.id, what);
        await pollIfFree(ports, source.id, stopped);
      }),
    removeSource: (name) => change(name, ({ ledger }, { id }) => ledger.removeSource(id)),
  };
}

async function demandSource({ ledger }: Pick<Ports, 'ledger'>, name: string): Promise<Source> {
  const source = await ledger.findSource(name);
  if (source !== null) return source;
  const names = (await ledger.listSources()).map((each) => each.name);
  throw new KawarabanError(
    'KWB_NOT_FOUND',
    `there is no source "${name}"; there are: ${names.length === 0 ? 'none' : names.join(', ')}`,
  );
}

async function pollNow(ports: Ports, source: Source, stopped: AbortSignal): Promise<void> {
  if (await pollIfFree(ports, source.id, stopped)) return;
  const why =
    source.state === 'paused'
      ? `paused: ${source.pausedReason ?? 'resume it first'}`
      : source.kind === 'webhook'
        ? 'a webhook: it is not asked, it sends'
        : 'being asked by the service now';
  throw new KawarabanError('KWB_TRANSITION_REFUSED', `source ${source.name} is ${why}`);
}

/** False where a service asks it at this moment, or nobody may. */
async function pollIfFree(ports: Ports, id: Source['id'], stopped: AbortSignal): Promise<boolean> {
  const claim = await ports.ledger.claimPollOf(id);
  if (claim !== null) await pollSource(ports, claim, stopped);
  return claim !== null;
}

type Place = Pick<Source, 'kind' | 'address'>;

const LOOKING_MS = 60_000;

/** A path names a folder; at an address on the web the feed is looked for. */
async function findPlace(config: Config, { address, kind }: SourceRequest, stopped: AbortSignal): Promise<Place> {
  const isWeb = /^https?:\/\//i.test(address) && URL.canParse(address);
  if (kind === 'folder' || (kind === null && !isWeb)) return { kind: 'folder', address: await findFolder(address) };
  if (!isWeb) throw unusable(`${address} is no address: it begins with https:// or http://`);
  const signal = timeLimit(LOOKING_MS, stopped);
  const asking = askingOf(config);
  const found =
    kind === 'wordpress'
      ? await (
          await import('../adapters/sources/wordpress/discover-wordpress.js')
        ).discoverWordPress(asking, address, signal)
      : await (await import('../adapters/sources/feed/discover-feed.js')).discoverFeed(asking, address, signal);
  if (found.kind === 'none') throw unusable(found.reason);
  return { kind: kind ?? 'feed', address: found.address };
}

async function findFolder(path: string): Promise<string> {
  const folder = await realpath(path).catch(() => null);
  if (folder !== null && (await lstat(folder)).isDirectory()) return folder;
  throw unusable(`there is no folder ${path}; an address on the web begins with https:// or http://`);
}

function unusable(reason: string): KawarabanError {
  return new KawarabanError('KWB_SOURCE_UNUSABLE', reason);
}

/** `https://www.harbour-post.example/feed` is `harbour-post-example`, `/srv/Press in` is `press-in`. */
function nameOf(address: string): string {
  const written = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : basename(address);
  const name = written
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return name === '' ? 'source' : name;
}
