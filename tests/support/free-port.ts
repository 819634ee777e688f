import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Above those that fetch refuses, below those that the kernel gives to whoever asks for any. */
const [LOWEST, HIGHEST] = [11_000, 32_000];

/** A port on loopback that nobody has, and that nobody gets who does not ask for it. */
export async function freePort(): Promise<number> {
  const port = randomInt(LOWEST, HIGHEST);
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return freePort();
  }
  await new Promise((resolve) => server.close(resolve));
  return port;
}
