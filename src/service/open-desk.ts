import { inspectPicture } from '../adapters/pictures/inspect-picture.js';
import { Argon2Passwords } from '../adapters/secrets/argon2-passwords.js';
import type { Desk } from '../api/desk/desk.js';
import type { SourceDesk } from '../api/desk/source-desk.js';
import { checkReadiness } from '../application/check-readiness.js';
import type { Ledger } from '../application/ports/ledger.js';
import { KawarabanError } from '../domain/errors.js';
import { DEFAULT_SOURCE_SETTINGS } from '../domain/source.js';
import type { Newsroom } from './open-newsroom.js';
import { programVersion } from './package-root.js';
import { sourceActs } from './source-acts.js';
import type { Service } from './start-service.js';
import { TemplateFiles } from './template-files.js';
import { webhookActs } from './webhook-acts.js';

/** What the API of a running service works with. */
export function openDesk(
  newsroom: Newsroom,
  { ports, countAlarms }: Pick<Service, 'ports' | 'countAlarms'>,
  stopped: AbortSignal,
): Desk {
  const { config, connections, log } = newsroom;
  return {
    ports,
    passwords: new Argon2Passwords(),
    readiness: () => checkReadiness(ports, countAlarms),
    sources: (ledger) => openSources(newsroom, { ...ports, ledger }, stopped),
    templates: new TemplateFiles(newsroom),
    inspectPicture: (bytes) => {
      const picture = inspectPicture(bytes);
      if (typeof picture === 'string') throw new KawarabanError('KWB_PICTURE_INVALID', picture);
      return picture;
    },
    simulators: () =>
      (['x', 'facebook'] as const).flatMap((network) => {
        const url = connections.simulatorUrl(network);
        return url === null ? [] : [{ network, url }];
      }),
    publicUrl: config.publicUrl,
    version: programVersion(),
    requestsPerMinute: config.requestsPerMinute,
    failed: (error, number) => log.error({ err: error, number }, 'a request to the API failed'),
    stopped,
  };
}

function openSources(
  newsroom: Newsroom,
  ports: Service['ports'] & { readonly ledger: Ledger },
  stopped: AbortSignal,
): SourceDesk {
  const acts = sourceActs(newsroom.config, stopped, (work) => work(ports));
  const hooks = webhookActs((work) => work({ ...newsroom, ledger: ports.ledger }));
  return {
    ...acts,
    ...hooks,
    addSource: (wanted) => acts.addSource({ ...wanted, settings: DEFAULT_SOURCE_SETTINGS }),
    addWebhook: (name, dialect) => hooks.addWebhook(name, { ...DEFAULT_SOURCE_SETTINGS, dialect }),
  };
}
