/** A loopback server that behaves like a network. Everything it shows says SIMULATED. */
export interface Simulator {
  /** Origin without a trailing slash: `http://127.0.0.1:41234`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface SimulatorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the state is kept between runs; null keeps it in memory. */
  readonly stateFile: string | null;
  readonly now?: () => Date;
}

export interface SimulatedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The address as the client wrote it, without the query: for signatures. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What readers see, as `GET /timeline.json` gives it: `{"hidden":[…],"posts":[…]}`, oldest first. */
export interface Timeline {
  readonly posts: readonly TimelinePost[];
  /** Made but not visible (unpublished, or not visible yet). */
  readonly hidden: readonly TimelinePost[];
}

export interface TimelinePost {
  readonly id: string;
  readonly account: string;
  readonly text: string;
  readonly link: string | null;
  readonly media: readonly { readonly alt: string }[];
  readonly inReplyTo: string | null;
  /** ISO 8601 with milliseconds. */
  readonly createdAt: string;
}

/** One network's behaviour; the server around it (HTTP, faults, state, timeline) is the same for all. */
export interface SimulatedNetwork {
  readonly title: string;
  /** Names the operation of a request, for fault rules. */
  operationOf(request: SimulatedRequest): string;
  /** Does the work and answers. Synchronous effects: after it returns, the state is the truth. */
  answer(request: SimulatedRequest): SimulatedAnswer | Promise<SimulatedAnswer>;
  /** The catalogue of refusals, by key. */
  readonly errors: ReadonlyMap<string, SimulatedAnswer>;
  timeline(): Timeline;
  /** The timeline as HTML, drawn like the network draws it: the content of <main>, already escaped. */
  drawTimeline(): string;
  /** Checks and takes `POST /simulator/settings`; throws on an unknown key. */
  configure(settings: unknown): void;
  /** Plain JSON for the state file. */
  dump(): unknown;
  restore(dumped: unknown): void;
}
