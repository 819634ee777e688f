import type { Logger } from 'pino';
import type { Events } from '../application/ports/events.js';

/** A line of the log for each event: what happened to whom, why, and what a person does about it. */
export function logEvents(log: Logger): Events {
  return {
    accountPaused: ({ name, network }, reason) =>
      log.error(
        { account: name, network },
        `account ${name} is paused and its posts wait: ${reason}. Mend that, then: kawaraban accounts resume ${name}`,
      ),
    postRejected: ({ id, account: { name, network } }, reason) =>
      log.warn(
        { post: id, account: name, network },
        `post ${id} on ${name} is rejected: ${reason}. See: kawaraban show ${id}`,
      ),
    postUnconfirmed: ({ id, account: { name, network } }, reason) =>
      log.warn(
        { post: id, account: name, network },
        `post ${id} on ${name} is unconfirmed: ${reason}. Look at the account, then: kawaraban confirm ${id} --url ADDRESS, or kawaraban resend ${id}`,
      ),
    wallTimeUnkept: ({ id, account: { name, network }, dueAt, wallTime }, error) =>
      log.warn(
        { post: id, account: name, network },
        `post ${id} on ${name} was to go out at ${wallTime?.at ?? ''} in ${wallTime?.zone ?? ''}, and that cannot be read (${String(error)}): it goes out at ${dueAt.toISOString()}. Another time: kawaraban reschedule ${id} --at TIME`,
      ),
  };
}
