import { Agent, buildConnector, request, type FormData } from 'undici';
import type { Clock } from '../../../application/ports/clock.js';
import { appsecretProof } from './appsecret-proof.js';
import type { FacebookConnection } from './facebook-connection.js';
import { readReply, unanswered, type GraphReply } from './graph-reply.js';

export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** After the version: `PAGE/feed`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>> | FormData;
}

/** Errors of the connector: name, TCP or TLS failed, so that no byte of the request can have left. */
const beforeTheWrite = new WeakSet<Error>();
const connectToGraph = buildConnector({ timeout: 10_000 });
const connect: typeof connectToGraph = (options, callback) =>
  connectToGraph(options, (...result) => {
    if (result[0] !== null) beforeTheWrite.add(result[0]);
    callback(...result);
  });

const maxResponseSize = 16 * 1024 * 1024;
/** A kept connection may be closed by the other side while we write, which looks like a lost answer. */
const writers = new Agent({ maxResponseSize, connect, pipelining: 0 });
/** What only reads is harmless to lose. */
const readers = new Agent({ maxResponseSize, connect });

/** One call to the Graph API, no retry, no redirect followed. What happened is a value. */
export async function callGraph(
  connection: FacebookConnection,
  clock: Clock,
  call: GraphCall,
  signal: AbortSignal,
): Promise<GraphReply> {
  const { apiUrl, graphVersion, pageAccessToken, appSecret } = connection;
  const proof = appSecret === null ? {} : appsecretProof(pageAccessToken, appSecret, clock.now());
  const query = new URLSearchParams({ ...call.query, ...proof });
  const secrets = [pageAccessToken, appSecret ?? '', query.get('appsecret_proof') ?? ''];
  const headers: Record<string, string> = { authorization: `Bearer ${pageAccessToken}`, accept: 'application/json' };
  const { body } = call;
  const isForm = body !== undefined && Symbol.toStringTag in body;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  const url = new URL(`${apiUrl ?? 'https://graph.facebook.com'}/${graphVersion}/${call.path}`);
  url.search = query.toString();
  try {
    const response = await request(url, {
      method: call.method,
      headers,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      dispatcher: agentFor(call),
      signal,
    });
    const text = await response.body.text();
    return readReply(response.statusCode, flatten(response.headers), text, secrets);
  } catch (error) {
    return unanswered(!(error instanceof Error && beforeTheWrite.has(error)), error, secrets);
  }
}

function agentFor({ method }: GraphCall): Agent {
  return method === 'GET' ? readers : writers;
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
