import { Socket } from 'node:net';

/** Tests speak to this machine alone: a connection that would leave loopback is refused before it is made. */
type Connect = (this: Socket, ...args: unknown[]) => Socket;
// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its own socket below
const connect = Socket.prototype.connect as unknown as Connect;

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (host !== null && !/^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(host)) {
    throw new Error(`tests refuse to connect to ${host}: it is not on loopback`);
  }
  return connect.apply(this, args);
} as unknown as typeof Socket.prototype.connect;

/** The host of a connect call in any of Node's forms; null for a unix socket or the default (localhost). */
function hostOf(args: unknown[]): string | null {
  const first: unknown = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  if (typeof first === 'object' && first !== null && 'host' in first)
    return typeof first.host === 'string' ? first.host : null;
  return typeof first === 'number' && typeof args[1] === 'string' ? args[1] : null;
}
