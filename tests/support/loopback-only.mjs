// Tests speak to this machine alone: a connection that would leave loopback is refused before it is made.
// Loaded into the tests themselves and, by NODE_OPTIONS, into every program they start.
import { Socket } from 'node:net';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const connect = Socket.prototype.connect;

Socket.prototype.connect = function (...args) {
  const host = hostOf(args);
  if (host !== null && !LOOPBACK.test(host))
    throw new Error(`tests refuse to connect to ${host}: it is not on loopback`);
  return connect.apply(this, args);
};

/** The host of a connect call in any of Node's forms; null for a unix socket or the default (localhost). */
function hostOf(args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) return typeof first.host === 'string' ? first.host : null;
  return typeof first === 'number' && typeof args[1] === 'string' ? args[1] : null;
}
