import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A link to Redis or PostgreSQL that can be cut, or frozen as when a cable is pulled: open, and silent. */
export class TcpProxy {
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #server;
  readonly #targetPort: number;
  #isCut = false;
  #lastWord: string | null = null;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((client) => this.#join(client));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    this.#isCut = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  restore(): void {
    this.#isCut = false;
  }

  /** The connections of now stay open and carry nothing any more; new ones work. */
  freeze(): void {
    for (const pair of this.#pairs)
      for (const socket of pair) {
        socket.unpipe();
        socket.pause();
      }
  }

  /** Once a client has said this word, it gets to the server and no answer comes back on that connection. */
  silenceAfter(lastWord: string): void {
    this.#lastWord = lastWord;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket): void {
    if (this.#isCut) return void client.destroy();
    const server = connect(this.#targetPort, '127.0.0.1');
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    const end = (): void => {
      this.#pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    client.on('data', (chunk: Buffer) => {
      if (this.#lastWord === null || !chunk.includes(this.#lastWord)) return;
      server.unpipe(client);
      server.pause();
    });
    client.pipe(server);
    server.pipe(client);
  }
}
