import { setImmediate as giveWay } from 'node:timers/promises';

/** Does one work after another, however many are asked for at once; what else the process has to do comes between. */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => giveWay()).then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
