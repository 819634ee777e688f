import { useRef, useState } from 'react';

/** What is done before nobody waits for: its button would only flicker. */
const SHOWN_AFTER_MS = 150;

/** One press at a time; `isBusy` once it takes so long that somebody waits. */
export function usePress<Given extends readonly unknown[]>(act: (...given: Given) => Promise<unknown>) {
  const isUnderWay = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const press = async (...given: Given): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    const waiting = window.setTimeout(() => setBusy(true), SHOWN_AFTER_MS);
    try {
      await act(...given);
    } finally {
      window.clearTimeout(waiting);
      isUnderWay.current = false;
      setBusy(false);
    }
  };
  return { press, isBusy };
}
