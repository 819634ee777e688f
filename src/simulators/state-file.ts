import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SimulatedNetwork } from './simulator.js';

type Kept = Pick<SimulatedNetwork, 'dump' | 'restore'>;

/** Keeps what a simulated network knows over a restart. Nobody waits for it: changes close together are saved once. */
export class StateFile {
  readonly #network: Kept;
  readonly #file: string;
  #hasChanged = false;
  #saving: Promise<void> | null = null;

  private constructor(network: Kept, file: string) {
    this.#network = network;
    this.#file = file;
  }

  /** The network knows again what it knew. */
  static restore(network: Kept, file: string): StateFile {
    mkdirSync(dirname(file), { recursive: true });
    const text = readIfThere(file);
    if (text !== null) network.restore(JSON.parse(text));
    return new StateFile(network, file);
  }

  changed(): void {
    this.#hasChanged = true;
    this.#saving ??= this.#save()
      .catch((error: unknown) => process.emitWarning(`a simulator's state was not saved: ${String(error)}`))
      .finally(() => (this.#saving = null));
  }

  /** All changes are saved when this ends. */
  async close(): Promise<void> {
    await this.#saving;
  }

  /** Whole or not at all: the old file stays until the new one is complete. */
  async #save(): Promise<void> {
    while (this.#hasChanged) {
      this.#hasChanged = false;
      await writeFile(`${this.#file}.new`, JSON.stringify(this.#network.dump()));
      await rename(`${this.#file}.new`, this.#file);
    }
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
