import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ports } from '../application/ports/ports.js';
import { confirmAbsent, confirmPublished } from '../application/resolve-post.js';
import { resumeAccount } from '../application/resume-account.js';
import { KawarabanError } from '../domain/errors.js';
import { HTML } from './html.js';
import { isSentByOurPage } from './own-machine.js';

export type ActPorts = Pick<Ports, 'ledger' | 'networks' | 'postQueue'>;

const ofPost = z.object({ id: z.string() });
const ofAccount = z.object({ name: z.string() });
const sighting = z.object({
  url: z
    .string()
    .trim()
    .regex(/^https?:\/\//),
});

/** What there is to see and to do without signing in, on the service's own machine. */
export const PLAIN_PAGE = '/plain';

/**
 * What the buttons of the plain page do. Nobody signs in there, so that only a form of our own page, opened on this machine,
 * is listened to. Afterwards the plain page is shown again, with the words of what was refused.
 */
export function addActRoutes(
  api: FastifyInstance,
  ports: ActPorts,
  drawHome: (request: FastifyRequest, complaint: string) => Promise<string>,
): void {
  const act =
    (work: (request: FastifyRequest) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        await work(request);
        return await reply.redirect(PLAIN_PAGE, 303);
      } catch (error) {
        if (!(error instanceof KawarabanError)) throw error;
        return reply
          .code(400)
          .type(HTML)
          .send(await drawHome(request, error.message));
      }
    };
  // In a scope of their own: only these routes take forms.
  void api.register((scope, _options, done) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.addHook('onRequest', async (request, reply) => {
      if (isSentByOurPage(request)) return;
      return reply.code(403).type(HTML).send('Only the page of the service, opened on its own machine, may do this.');
    });
    scope.post(
      '/posts/:id/confirm',
      act((request) => confirm(ports, request)),
    );
    scope.post(
      '/posts/:id/resend',
      act(({ params }) => confirmAbsent(ports, ofPost.parse(params).id)),
    );
    scope.post(
      '/accounts/:name/resume',
      act(({ params }) => resumeAccount(ports, ofAccount.parse(params).name)),
    );
    done();
  });
}

async function confirm(ports: ActPorts, { params, body }: FastifyRequest): Promise<void> {
  const seen = sighting.safeParse(body);
  if (!seen.success)
    throw new KawarabanError('KWB_USAGE', 'the address of the post is missing: it begins with https:// or http://');
  await confirmPublished(ports, ofPost.parse(params).id, seen.data.url);
}
