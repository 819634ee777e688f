import type { SimulatedRequest } from '../simulator.js';
import { flag } from './call-parameters.js';
import type { GraphRoute } from './graph-routes.js';

/** What fault rules call a call: the two steps of publishing an unpublished post have names of their own. */
export function operationOf(request: SimulatedRequest, { operation }: Pick<GraphRoute, 'operation'>): string {
  if (operation === 'publish' && flag.safeParse(peek(request, 'published')).data === false) return 'create-unpublished';
  if (operation === 'edit' && flag.safeParse(peek(request, 'is_published')).data === true) return 'publish-visible';
  return operation;
}

/** A parameter from the query, a form or JSON. Not from a multipart body, which is read as a whole only. */
function peek({ query, headers, body }: SimulatedRequest, name: string): unknown {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return new URLSearchParams(body.toString('utf8')).get(name) ?? query.get(name);
  if (!type.startsWith('application/json')) return query.get(name);
  try {
    const parsed = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>> | null;
    return parsed?.[name] ?? query.get(name);
  } catch {
    return query.get(name);
  }
}
