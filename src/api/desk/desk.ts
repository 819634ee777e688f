import type { Readiness } from '../../application/check-readiness.js';
import type { Passwords } from '../../application/ports/passwords.js';
import type { Ledger } from '../../application/ports/ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import type { NetworkName } from '../../domain/account.js';
import type { PictureFacts } from './picture-facts.js';
import type { SourceDesk } from './source-desk.js';
import type { TemplateDesk } from './template-desk.js';

/** What the API works with. */
export interface Desk {
  readonly ports: Ports;
  readonly passwords: Passwords;
  readonly readiness: () => Promise<Readiness>;
  /** For whom the ledger is. */
  readonly sources: (ledger: Ledger) => SourceDesk;
  readonly templates: TemplateDesk;
  /** What a picture is; fails with KWB_PICTURE_INVALID. */
  readonly inspectPicture: (bytes: Uint8Array) => PictureFacts;
  /** Where the timelines of simulated networks are. */
  readonly simulators: () => readonly { readonly network: NetworkName; readonly url: string }[];
  /** The address of the service from outside; null = it is the one that it is asked at. */
  readonly publicUrl: string | null;
  readonly version: string;
  /** That are taken from one address. */
  readonly requestsPerMinute: number;
  /** A fault of ours: the number stands in the answer. */
  readonly failed: (error: unknown, number: string) => void;
  /** Ends long answers when the service stops. */
  readonly stopped: AbortSignal;
}
