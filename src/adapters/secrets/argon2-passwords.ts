import { hash, verify, type Options } from '@node-rs/argon2';
import type { Passwords } from '../../application/ports/passwords.js';

/** Of Argon2id, which is the library's default, as OWASP has it: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id; what is compared where nobody has a hash is made once, with the same cost. */
export class Argon2Passwords implements Passwords {
  #nobodys: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), COST);
  }

  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    this.#nobodys ??= this.hash('nobody');
    const isRight = await verify(passwordHash ?? (await this.#nobodys), password.normalize('NFKC'));
    return isRight && passwordHash !== null;
  }
}
