import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import {
  ApiPartialResponseError,
  ApiRequestError,
  ApiResponseError,
  TwitterApi,
  type ITwitterApiClientPlugin,
  type TwitterResponse,
} from 'twitter-api-v2';
import { routeOf, type XConnection } from './x-connection.js';

/** What came back for one request. */
export type XAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      /** Parsed JSON; the text when it is none; undefined when it is empty or was cut. */
      readonly body: unknown;
    }
  /** Nothing was sent. */
  | { readonly kind: 'unreachable'; readonly code: string }
  /** Perhaps it arrived, perhaps it did not. */
  | { readonly kind: 'lost'; readonly code: string };

export type Query = Readonly<Record<string, string>>;

/** One request, one answer: no retry, no wait, every failure a value. The signal ends it. */
export class XClient {
  readonly #connection: XConnection;
  readonly signal: AbortSignal;

  constructor(connection: XConnection, signal: AbortSignal) {
    this.#connection = connection;
    this.signal = signal;
  }

  get(path: string, query: Query): Promise<XAnswer> {
    return this.#ask((api) => api.v2.get<unknown>(path, { ...query }, { fullResponse: true }));
  }

  post(path: string, body: object): Promise<XAnswer> {
    return this.#ask((api) => api.v2.post<unknown>(path, { ...body }, { fullResponse: true }));
  }

  postForm(path: string, body: object): Promise<XAnswer> {
    return this.#ask((api) =>
      api.v2.post<unknown>(path, { ...body }, { fullResponse: true, forceBodyMode: 'form-data' }),
    );
  }

  delete(path: string): Promise<XAnswer> {
    return this.#ask((api) => api.v2.delete<unknown>(path, {}, { fullResponse: true }));
  }

  async #ask(call: (api: TwitterApi) => Promise<TwitterResponse<unknown>>): Promise<XAnswer> {
    // The library keeps the status of a success to itself.
    let status = 0;
    const { agent, redirect } = routeOf(this.#connection);
    const plugin: ITwitterApiClientPlugin = {
      onBeforeRequest: ({ params, computedParams, requestOptions }) => {
        redirect(computedParams.url);
        requestOptions.signal = this.signal;
        params.requestEventDebugHandler = (event, data: unknown) => {
          if (event === 'response') status = (data as { res: IncomingMessage }).res.statusCode ?? 0;
        };
      },
    };
    const { consumerKey, consumerSecret, accessToken, accessSecret } = this.#connection;
    const keys = { appKey: consumerKey, appSecret: consumerSecret, accessToken, accessSecret };
    try {
      const { headers, data } = await call(new TwitterApi(keys, { httpAgent: agent, plugins: [plugin] }));
      return { kind: 'answered', status, headers, body: parseBody(data) };
    } catch (error) {
      return this.#readFailure(error);
    }
  }

  #readFailure(error: unknown): XAnswer {
    if (error instanceof ApiResponseError)
      return {
        kind: 'answered',
        status: error.code,
        headers: error.headers,
        body: this.#withoutSecrets(parseBody(error.data)),
      };
    // A body that was cut, or is no JSON: at any status, also at 201.
    if (error instanceof ApiPartialResponseError)
      return {
        kind: 'answered',
        status: error.response.statusCode ?? 0,
        headers: error.response.headers,
        body: undefined,
      };
    if (!(error instanceof ApiRequestError)) throw error;
    const cause = causeOf(error);
    return { kind: wasNeverSent(cause) ? 'unreachable' : 'lost', code: cause.code };
  }

  /** Should X ever quote our keys, nobody reads them in the history of a post. */
  #withoutSecrets(body: unknown): unknown {
    const { consumerKey, consumerSecret, accessToken, accessSecret } = this.#connection;
    let text = JSON.stringify(body ?? null);
    for (const secret of [consumerKey, consumerSecret, accessToken, accessSecret])
      if (secret !== '') text = text.replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]');
    return JSON.parse(text);
  }
}

/** JSON that came under another content type is JSON all the same. */
function parseBody(data: unknown): unknown {
  if (typeof data !== 'string' || !data.trimStart().startsWith('{')) return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

interface Cause {
  readonly code: string;
  readonly duringConnect: boolean;
}

/** The library hides the error of the socket in its options. */
function causeOf(error: ApiRequestError): Cause {
  const { error: cause } = (error as unknown as { _options: { error?: NodeJS.ErrnoException } })._options;
  return {
    code: cause?.code ?? 'closed',
    // Node tries all addresses of a host and then gives one error for all of them.
    duringConnect: cause instanceof AggregateError || cause?.syscall === 'connect' || cause?.syscall === 'getaddrinfo',
  };
}

/** Codes of https://nodejs.org/api/tls.html#x509-certificate-error-codes and of OpenSSL before the first byte of ours. */
const TLS_REFUSED =
  /^(?:ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|ERR_SSL_WRONG_VERSION)/;

function wasNeverSent({ code, duringConnect }: Cause): boolean {
  return duringConnect || code === 'ECONNREFUSED' || code === 'ENOTFOUND' || TLS_REFUSED.test(code);
}
