import { json } from '../simulator-server.js';
import type { SimulatedAnswer } from '../simulator.js';
import { flatProblem, jsonText } from './problem.js';

/** Answers that tell nothing about what was done. */
export function failureAnswers() {
  return {
    'internal-error': flatProblem(
      500,
      'Internal Server Error',
      'Something is broken. This is usually a temporary error.',
    ),
    'internal-error-html': edgePage(500, 'Internal Server Error'),
    'service-unavailable': flatProblem(503, 'Service Unavailable', 'Service Unavailable'),
    'service-unavailable-html': edgePage(503, 'Service Unavailable'),
    'bad-gateway': flatProblem(502, 'Bad Gateway', 'Bad Gateway'),
    'bad-gateway-html': edgePage(502, 'Bad Gateway'),
    'gateway-timeout': flatProblem(504, 'Gateway Timeout', 'Gateway Timeout'),
    'gateway-timeout-html': edgePage(504, 'Gateway Timeout'),
    'forbidden-html': edgePage(403, 'Forbidden'),
    'not-json-at-all': jsonText(200, '{"data":{"id":'),
    'refusal-not-json': jsonText(403, '{"detail":"You are not allowed to cr'),
    'created-empty': jsonText(201, ''),
    'created-truncated': jsonText(201, '{"data":{"id":"19000000000'),
    'created-without-id': json(201, { data: { text: 'Title' } }),
    redirected: { status: 302, headers: { location: 'https://x.com/' }, body: '' },
  };
}

/** Of the machines in front of the API. */
function edgePage(status: number, title: string): SimulatedAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}
