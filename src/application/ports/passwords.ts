/** Passwords are kept as hashes that are slow to make. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long where there is no hash (null): nobody learns who signs in here. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}
