import type { SimulatedAnswer } from '../simulator.js';
import type { TokenKind } from './access-check.js';
import { debugToken, readAccounts, readPage, readSelf, scrapePage } from './account-reading.js';
import { refuse } from './error-catalogue.js';
import type { GraphCall } from './graph-call.js';
import { uploadPhoto } from './photos.js';
import { changePost, createPost, removeObject } from './publishing.js';
import { listPosts, readObject, type ListName } from './reading.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from './simulated-page.js';

/** What fault rules call the calls of the API. `me` is everything about the Page and its token. */
type GraphOperation = 'publish' | 'upload' | 'edit' | 'retract' | 'list' | 'read' | 'me' | 'scrape' | 'other';

export interface GraphRoute {
  readonly operation: GraphOperation;
  run(call: GraphCall, tokenKind: TokenKind): SimulatedAnswer | Promise<SimulatedAnswer>;
}

/** Which call a method and a path (without its version) are. */
export function routeOf(method: string, segments: readonly string[]): GraphRoute {
  const [first, second] = segments;
  if (first === undefined) return method === 'POST' ? { operation: 'scrape', run: scrapePage } : unknownObject('');
  if (segments.length > 2) return unknownObject(segments.join('/'));
  if (second === undefined) return objectRoute(method, first);
  return edgeRoute(method, first, second);
}

function objectRoute(method: string, id: string): GraphRoute {
  switch (method) {
    case 'GET':
      if (id === 'debug_token') return { operation: 'me', run: debugToken };
      if (id === 'me') return { operation: 'me', run: readSelf };
      if (id === SIMULATED_FACEBOOK_CREDENTIALS.pageId) return { operation: 'me', run: readPage };
      return { operation: 'read', run: asPage((call) => readObject(call, id)) };
    case 'POST':
      return { operation: 'edit', run: asPage((call) => changePost(call, id)) };
    case 'DELETE':
      return { operation: 'retract', run: asPage((call) => removeObject(call, id)) };
    default:
      return unknownObject(id);
  }
}

function edgeRoute(method: string, id: string, edge: string): GraphRoute {
  const on = (run: (call: GraphCall) => SimulatedAnswer): GraphRoute['run'] => asPage(onPage(id, run));
  switch (`${method} ${edge}`) {
    case 'POST feed':
      return { operation: 'publish', run: on(createPost) };
    case 'POST photos':
      return { operation: 'upload', run: on(uploadPhoto) };
    case 'GET feed':
    case 'GET published_posts':
    case 'GET scheduled_posts':
      return { operation: 'list', run: on((call) => listPosts(call, edge as ListName)) };
    case 'GET accounts':
      return id === 'me' ? { operation: 'me', run: readAccounts } : unknownObject(id);
    default:
      return { operation: 'other', run: on(() => refuse('unknown-field', { field: edge })) };
  }
}

function onPage(id: string, run: (call: GraphCall) => SimulatedAnswer): (call: GraphCall) => SimulatedAnswer {
  return (call) => (id === 'me' || id === SIMULATED_FACEBOOK_CREDENTIALS.pageId ? run(call) : noObject(call, id));
}

/** What only the Page itself may do. */
function asPage(run: (call: GraphCall) => SimulatedAnswer): GraphRoute['run'] {
  return (call, tokenKind) => {
    if (tokenKind === 'page') return run(call);
    return tokenKind === 'user' ? refuse('user-token-not-supported') : refuse('page-token-required');
  };
}

function unknownObject(id: string): GraphRoute {
  return { operation: 'other', run: (call) => noObject(call, id) };
}

function noObject({ method }: GraphCall, id: string): SimulatedAnswer {
  if (method === 'DELETE') return refuse('no-object-delete', { id });
  return refuse(method === 'POST' ? 'no-object-post' : 'no-object-get', { id });
}
