import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectPicture } from '../adapters/pictures/inspect-picture.js';
import { Argon2Passwords } from '../adapters/secrets/argon2-passwords.js';
import type { Desk } from '../api/desk/desk.js';
import type { SourceDesk } from '../api/desk/source-desk.js';
import type { TemplateDesk } from '../api/desk/template-desk.js';
import { checkReadiness } from '../application/check-readiness.js';
import type { Ledger } from '../application/ports/ledger.js';
import { KawarabanError } from '../domain/errors.js';
import { DEFAULT_SOURCE_SETTINGS } from '../domain/source.js';
import { compileTemplate, templatesFolder } from './load-templates.js';
import type { Newsroom } from './open-newsroom.js';
import { programVersion } from './package-root.js';
import { sourceActs } from './source-acts.js';
import type { Service } from './start-service.js';
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
    templates: openTemplates(newsroom),
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

function openTemplates({ config, templates }: Newsroom): TemplateDesk {
  const fileOf = (name: string): string => join(templatesFolder(config), `${name}.liquid`);
  return {
    readSource: (name) =>
      readFile(fileOf(name), 'utf8').catch(() => {
        throw new KawarabanError('KWB_NOT_FOUND', `there is no template "${name}"`);
      }),
    compile: (name, source) => compileTemplate(name, source, config),
    save: async (name, source) => {
      const compiled = compileTemplate(name, source, config);
      // Whole or not at all: somebody may start the service meanwhile.
      await writeFile(`${fileOf(name)}.new`, source);
      await rename(`${fileOf(name)}.new`, fileOf(name));
      templates.adopt(compiled);
    },
  };
}
