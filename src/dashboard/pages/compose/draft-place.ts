import { newKey } from '../../server/call.js';
import type { ComposeDraft } from './compose-draft.js';

const NAME = 'kawaraban-drafts';
const KEPT_MS = 14 * 24 * 3_600_000;
/** Tabs in the background are let speak once a minute; one that was silent for longer is gone. */
const SILENT_MS = 150_000;
const SPEAKS_MS = 20_000;
/** This tab, until it is loaded anew. */
const HERE = newKey();

interface Kept {
  readonly draft: ComposeDraft;
  readonly changedAt: number;
  /** The tab in which it is open; null = in none. */
  readonly openIn: string | null;
  readonly heardAt: number;
}

/**
 * Where a tab keeps what a person writes, so that no other tab and no other person writes over it. It outlives the tab:
 * what is open in none is taken up where the same person writes of the same thing again.
 */
export class DraftPlace {
  #key: string;

  private constructor(
    private readonly prefix: string,
    key: string,
  ) {
    this.#key = key;
  }

  /** `about`: the posts or the article, or that it is something new. */
  static open(person: string, about: string): DraftPlace {
    const prefix = `${NAME} ${person} ${about} `;
    dropOld();
    const ofThisTab = sessionStorage.getItem(prefix);
    const abandoned = keysBehind(prefix)
      .filter((key) => !isOpenElsewhere(key))
      .sort((one, other) => changedAt(other) - changedAt(one));
    const key = abandoned.find((each) => each === ofThisTab) ?? abandoned[0] ?? prefix + newKey();
    const place = new DraftPlace(prefix, key);
    place.#hold();
    return place;
  }

  /** What was kept here; null = nothing. */
  read(): ComposeDraft | null {
    return read(this.#key)?.draft ?? null;
  }

  keep(draft: ComposeDraft): void {
    // Whoever took this tab for gone has taken up what it wrote.
    if (isOpenElsewhere(this.#key)) this.#key = this.prefix + newKey();
    const now = Date.now();
    write(this.#key, { draft, changedAt: now, openIn: HERE, heardAt: now });
    sessionStorage.setItem(this.prefix, this.#key);
  }

  drop(): void {
    if (!isOpenElsewhere(this.#key)) localStorage.removeItem(this.#key);
  }

  /** Says that it is open, until it is called off or the tab closes. */
  stayOpen(): () => void {
    const hold = (): void => this.#hold();
    const leave = (): void => this.#leave();
    hold();
    const speaking = setInterval(hold, SPEAKS_MS);
    window.addEventListener('pageshow', hold);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(speaking);
      window.removeEventListener('pageshow', hold);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }

  #hold(): void {
    const kept = read(this.#key);
    if (kept === null || isOpenElsewhere(this.#key)) return;
    write(this.#key, { ...kept, openIn: HERE, heardAt: Date.now() });
    sessionStorage.setItem(this.prefix, this.#key);
  }

  #leave(): void {
    const kept = read(this.#key);
    if (kept?.openIn === HERE) write(this.#key, { ...kept, openIn: null });
  }
}

function dropOld(): void {
  for (const key of keysBehind(`${NAME} `)) if (changedAt(key) < Date.now() - KEPT_MS) localStorage.removeItem(key);
}

function keysBehind(prefix: string): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}

function isOpenElsewhere(key: string): boolean {
  const kept = read(key);
  const isElsewhere = kept !== null && ![null, HERE].includes(kept.openIn);
  return isElsewhere && kept.heardAt > Date.now() - SILENT_MS;
}

function changedAt(key: string): number {
  return read(key)?.changedAt ?? 0;
}

function read(key: string): Kept | null {
  const text = localStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Kept);
}

/** Where the browser has no room left, the draft lives in its tab alone. */
function write(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch (error) {
    console.warn('the draft is not kept:', error);
  }
}
