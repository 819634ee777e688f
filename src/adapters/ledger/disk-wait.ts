import { open, type FileHandle } from 'node:fs/promises';

/** Waits until the disk has a file, off the main thread. Whoever comes while one wait runs shares the next. */
export class DiskWait {
  readonly #file: string;
  #handle: Promise<FileHandle> | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /** Ends when all that was written before is on the disk. */
  readonly wait = (): Promise<void> => {
    if (this.#running === null) return this.#begin();
    // What runs may have begun before the last write.
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#begin();
      });
    return this.#next;
  };

  async close(): Promise<void> {
    const handle = await this.#handle?.catch(() => null);
    await handle?.close();
  }

  #begin(): Promise<void> {
    const running = this.#sync().finally(() => {
      this.#running = null;
    });
    this.#running = running;
    return running;
  }

  async #sync(): Promise<void> {
    this.#handle ??= open(this.#file, 'r');
    await (await this.#handle).datasync();
  }
}
