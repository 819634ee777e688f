import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import {
  ApiPartialResponseError,
  ApiRequestError,
  ApiResponseError,
  TwitterApi,
  type ITwitterApiClientPlugin,
  type TwitterResponse,
} from 'twitter-api-v2';
import { decodeBody } from './decode-body.js';
import { routeOf, type XConnection } from './x-connection.js';

/** What came back for one request. */
export type XAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      /** Parsed JSON; the text when it is none; undefined when it is empty or damaged. */
      readonly body: unknown;
    }
  /** Nothing was sent. */
  | { readonly kind: 'unreachable'; readonly code: string }
  /** Perhaps it arrived, perhaps it did not. */
  | { readonly kind: 'lost'; readonly code: string };

export type Query = Readonly<Record<string, string>>;

/**
 * The library would unpack bodies itself, and a damaged one ends the process: its stream has nobody who listens for
 * errors. So none is asked for, and whatever comes is taken as bytes.
 */
const AS_BYTES = {
  fullResponse: true,
  forceParseMode: 'buffer',
  compression: 'identity',
  headers: { 'accept-encoding': 'identity' },
} as const;

/** One request, one answer: no retry, no wait, every failure a value. The signal ends it. */
export class XClient {
  readonly #connection: XConnection;
  readonly signal: AbortSignal;

  constructor(connection: XConnection, signal: AbortSignal) {
    this.#connection = connection;
    this.signal = signal;
  }

  get(path: string, query: Query): Promise<XAnswer> {
    return this.#ask((api) => api.v2.get<Buffer>(path, { ...query }, AS_BYTES));
  }

  post(path: string, body: object): Promise<XAnswer> {
    return this.#ask((api) => api.v2.post<Buffer>(path, { ...body }, AS_BYTES));
  }

  postForm(path: string, body: object): Promise<XAnswer> {
    return this.#ask((api) => api.v2.post<Buffer>(path, { ...body }, { ...AS_BYTES, forceBodyMode: 'form-data' }));
  }

  delete(path: string): Promise<XAnswer> {
    return this.#ask((api) => api.v2.delete<Buffer>(path, {}, AS_BYTES));
  }

  async #ask(call: (api: TwitterApi) => Promise<TwitterResponse<Buffer>>): Promise<XAnswer> {
    // The library keeps to itself what the status of a success was, and how far a request came.
    const seen = { status: 0, isOpen: false };
    const { agent, redirect } = routeOf(this.#connection);
    const plugin: ITwitterApiClientPlugin = {
      onBeforeRequest: ({ params, computedParams, requestOptions }) => {
        redirect(computedParams.url);
        requestOptions.signal = this.signal;
        params.requestEventDebugHandler = (event, data: unknown) => {
          if (event === 'response') seen.status = (data as { res: IncomingMessage }).res.statusCode ?? 0;
          if (event === 'socket') whenOpen((data as { socket: Socket }).socket, () => (seen.isOpen = true));
        };
      },
    };
    const { consumerKey, consumerSecret, accessToken, accessSecret } = this.#connection;
    const keys = { appKey: consumerKey, appSecret: consumerSecret, accessToken, accessSecret };
    try {
      const { headers, data } = await call(new TwitterApi(keys, { httpAgent: agent, plugins: [plugin] }));
      return { kind: 'answered', status: seen.status, headers, body: this.#read(headers, data) };
    } catch (error) {
      if (error instanceof ApiRequestError) return { kind: seen.isOpen ? 'lost' : 'unreachable', code: codeOf(error) };
      return this.#readRefusal(error);
    }
  }

  #readRefusal(error: unknown): XAnswer {
    if (error instanceof ApiResponseError) {
      const { code, headers, data } = error;
      return { kind: 'answered', status: code, headers, body: this.#read(headers, data as unknown as Buffer) };
    }
    // The connection was cut before the body was whole: at any status, also at 201.
    if (!(error instanceof ApiPartialResponseError)) throw error;
    const { statusCode = 0, headers } = error.response;
    return { kind: 'answered', status: statusCode, headers, body: undefined };
  }

  /** Should X ever quote our keys, nobody reads them in the history of a post. */
  #read(headers: IncomingHttpHeaders, bytes: Buffer): unknown {
    const { consumerKey, consumerSecret, accessToken, accessSecret } = this.#connection;
    const secrets = [consumerKey, consumerSecret, accessToken, accessSecret].filter((secret) => secret !== '');
    return decodeBody(headers['content-encoding'], bytes, secrets);
  }
}

/** Before it is open, nothing is written: names, connections and certificates may fail, and X has heard nothing. */
function whenOpen(socket: Socket, open: () => void): void {
  if (socket.connecting) socket.once('encrypted' in socket ? 'secureConnect' : 'connect', open);
  else open();
}

/** The library hides the error of the socket in its options. */
function codeOf(error: ApiRequestError): string {
  return (error as unknown as { _options: { error?: NodeJS.ErrnoException } })._options.error?.code ?? 'closed';
}
