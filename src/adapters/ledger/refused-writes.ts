import { KawarabanError } from '../../domain/errors.js';

/** Why a database takes no writes, and what a person does about it. */
interface Refusal {
  /** Found in the error's code and message. */
  readonly signs: RegExp;
  readonly reason: string;
  readonly cure: string;
}

/**
 * Codes: https://www.sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html. SQLite's
 * may be missing where a file is opened: then its words tell.
 */
const REFUSALS: readonly Refusal[] = [
  { signs: /^(SQLITE_FULL|53100|ENOSPC)\b|disk is full$/, reason: 'the disk is full', cure: 'make room there' },
  {
    signs: /^(SQLITE_READONLY|25006\b)|^(EPERM|EACCES|EROFS) \2:|readonly database$|Unable to open connection .*: 14\b/,
    reason: 'it is read-only for this program',
    cure: 'let the user that the program runs as write there',
  },
  {
    signs: /^(SQLITE_IOERR(?!_READ|_SHORT_READ|_CORRUPTFS)|58030\b)/,
    reason: 'the disk refuses them',
    cure: 'look for a full disk, a quota, a limit on the size of files or a fault of the disk',
  },
];

export interface RefusedWrite {
  readonly reason: string;
  readonly at: Date;
}

/** What the ledger did not write, as far as this process knows. */
export class RefusedWrites {
  readonly #place: string;
  #last: RefusedWrite | null = null;

  constructor(place: string) {
    this.#place = place;
  }

  get last(): RefusedWrite | null {
    return this.#last;
  }

  /** The error to go on with: one by which the database takes no writes is remembered, and says so to people. */
  explain(error: unknown, now: Date): unknown {
    const refusal = findRefusal(error);
    if (refusal === null) return error;
    this.#last = { reason: refusal.reason, at: now };
    return refused(this.#place, refusal, error);
  }
}

/** The same before there is a ledger that could remember. */
export function explainRefusal(error: unknown, place: string): unknown {
  const refusal = findRefusal(error);
  return refusal === null ? error : refused(place, refusal, error);
}

function findRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error) || error instanceof KawarabanError) return null;
  const told = `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`;
  return REFUSALS.find(({ signs }) => signs.test(told)) ?? null;
}

function refused(place: string, { reason, cure }: Refusal, cause: unknown): KawarabanError {
  return new KawarabanError(
    'KWB_LEDGER_TAKES_NO_WRITES',
    `the ledger ${place} takes no writes: ${reason}. Nothing is lost, and nothing is sent until it takes them: ${cure}`,
    { cause },
  );
}
