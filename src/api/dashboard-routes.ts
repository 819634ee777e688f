import type { FastifyInstance, FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';
import { HTML } from './html.js';

/** The built dashboard: its page, and the files that the page asks for, by their address. */
export interface DashboardFiles {
  readonly page: string;
  readonly files: ReadonlyMap<string, DashboardFile>;
}

interface DashboardFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** As the build compressed it, by the name of the encoding, the best first. */
  readonly encoded: ReadonlyMap<string, Buffer>;
}

/** Every address of the dashboard's own; one page serves them all. */
const PAGES = [
  '/',
  '/sign-in',
  '/set-up',
  '/password',
  ...[
    'calendar',
    'posts',
    'articles',
    'compose',
    'templates',
    'sources',
    'accounts',
    'people',
    'audit',
    'settings',
  ].map((name) => `/${name}`),
  '/posts/:id',
  '/articles/:id',
  '/templates/:network/:file',
];

/** Where `index.html` waits for the word that its styles carry. */
const NONCE_PLACE = 'STYLE_NONCE';
/** Built files carry a hash of what is in them in their name. */
const FOREVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';

/** The dashboard: one page for every address of its own; what it shows it asks of the API. */
export function addDashboard(api: FastifyInstance, { page, files }: DashboardFiles): void {
  const nonces = new WeakMap<object, string>();
  void api.register((scope, _options, done) => {
    scope.addHook('onSend', async (request, reply) => {
      reply.header('content-security-policy', policyWith(nonces.get(request) ?? null));
    });
    for (const [address, file] of files)
      scope.get(address, async (request, reply) =>
        sendFile(
          reply.header('cache-control', address.startsWith('/assets/') ? FOREVER : A_DAY),
          file,
          request.headers['accept-encoding'] ?? '',
        ),
      );
    for (const address of PAGES)
      scope.get(address, async (request, reply) => {
        const nonce = randomBytes(16).toString('base64');
        nonces.set(request, nonce);
        return reply.header('cache-control', 'no-store').type(HTML).send(page.replace(NONCE_PLACE, nonce));
      });
    done();
  });
}

function sendFile(reply: FastifyReply, { type, bytes, encoded }: DashboardFile, accepted: string): FastifyReply {
  const [encoding, short] = [...encoded].find(([name]) => takes(accepted, name)) ?? [];
  reply.type(type).header('vary', 'accept-encoding');
  return short === undefined ? reply.send(bytes) : reply.header('content-encoding', encoding).send(short);
}

/** Source: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
function takes(accepted: string, encoding: string): boolean {
  const [, weight = '1'] = new RegExp(`(?:^|[\\s,])${encoding}\\s*(?:;\\s*q=([\\d.]+))?\\s*(?:,|$)`, 'i').exec(
    accepted,
  ) ?? [null, '0'];
  return Number(weight) > 0;
}

function policyWith(nonce: string | null): string {
  const styles = nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
