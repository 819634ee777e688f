import { Agent } from 'node:https';
import { connect } from 'node:net';
import { KawarabanError } from '../../../domain/errors.js';

/** Where X is and who speaks to it: OAuth 1.0a of one app and one account. */
export interface XConnection {
  /** Null = https://api.x.com; else a server on loopback (http) or a proxy (https) in its place. */
  readonly apiUrl: string | null;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

/** The way to the server: which sockets, and which address is written into the request. */
export interface XRoute {
  readonly agent: Agent;
  /** Changes the address after the request was signed for https://api.x.com, which is what X checks. */
  readonly redirect: (url: URL) => void;
}

/**
 * Sockets are never used twice: a server that closes an idle one would turn the next post into a request of which
 * nobody knows whether it arrived.
 */
export function routeOf(connection: XConnection): XRoute {
  const agent = new Agent({ keepAlive: false });
  if (connection.apiUrl === null) return { agent, redirect: keepAddress };
  const server = new URL(connection.apiUrl);
  if (server.protocol === 'https:') return { agent, redirect: (url) => moveTo(server, url) };
  if (!isLoopback(server))
    throw new KawarabanError('KWB_CONFIG_INVALID', 'X: a server without https must be on this machine (127.0.0.1)');
  const createConnection = () => connect(Number(server.port || '80'), server.hostname.replace(/^\[|\]$/g, ''));
  return { agent: Object.assign(agent, { createConnection }), redirect: keepAddress };
}

/** Where a person reads a post. */
export function postUrl(connection: XConnection, id: string): string {
  const { apiUrl } = connection;
  const origin = apiUrl !== null && isLoopback(new URL(apiUrl)) ? apiUrl.replace(/\/+$/, '') : 'https://x.com';
  return `${origin}/i/web/status/${encodeURIComponent(id)}`;
}

export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function keepAddress(): void {
  // The request is written as it would be for X; only the socket may lead elsewhere.
}

function moveTo(server: URL, url: URL): void {
  url.host = server.host;
  url.pathname = server.pathname.replace(/\/$/, '') + url.pathname;
}
