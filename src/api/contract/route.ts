import type { z } from 'zod';
import type { Role } from './values.js';

/** One operation of the API. The server, the OpenAPI document and the tests of roles are made from the list of these. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/posts/:id` */
  readonly path: string;
  readonly role: 'anyone' | Role;
  /** What it does, in a line. */
  readonly does: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** `bytes`: a picture as it is, with its own content type. */
  readonly body?: z.ZodType | 'bytes';
  /**
   * Changes a thing as it was seen: needs `If-Match` with the ETag of that reading (412 when it has changed since). The
   * number of a post's revision, or the hash of a file.
   */
  readonly ifMatch?: 'revision' | 'hash';
  /** Takes `Idempotency-Key`: the same key with the same body makes nothing new for 24 hours. */
  readonly idempotent?: true;
  /** `nothing`: 204. `stream`: server-sent events. `bytes`: a picture. */
  readonly answer: z.ZodType | 'nothing' | 'stream' | 'bytes';
}

export function route<const Shape extends Route>(shape: Shape): Shape {
  return shape;
}

type Parsed<Part> = Part extends z.ZodType ? z.output<Part> : Part extends 'bytes' ? Uint8Array : undefined;
type Given<Part> = Part extends z.ZodType ? z.input<Part> : Part extends 'bytes' ? Blob : undefined;

/** What the server reads of a request. */
export type ParamsOf<R extends Route> = Parsed<R['params']>;
export type QueryOf<R extends Route> = Parsed<R['query']>;
export type BodyOf<R extends Route> = Parsed<R['body']>;
/** What a client writes. */
export type GivenQueryOf<R extends Route> = Given<R['query']>;
export type GivenBodyOf<R extends Route> = Given<R['body']>;
export type AnswerOf<R extends Route> = R['answer'] extends z.ZodType ? z.output<R['answer']> : undefined;
