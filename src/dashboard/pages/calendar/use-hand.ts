import { useHotkeys } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useKeys } from '../../keys/use-keys.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { daysLater } from '../../time/wall-time.js';
import type { Card } from './cards.js';

/** A card that is being moved, and where it is held now. */
export interface Hand {
  readonly id: string;
  readonly at: number;
  readonly by: 'mouse' | 'keys';
}

interface HandOf {
  readonly cards: readonly Card[];
  readonly drop: PutDown;
  /** Whatever speaks against the time. */
  readonly keep: PutDown;
}

type PutDown = (card: Card, at: number) => void;

const MINUTE_MS = 60_000;
const STEPS: readonly (readonly [key: string, byMs: number])[] = [
  ['ArrowUp', -5 * MINUTE_MS],
  ['ArrowDown', 5 * MINUTE_MS],
  ['shift+ArrowUp', -60 * MINUTE_MS],
  ['shift+ArrowDown', 60 * MINUTE_MS],
];
const DAY_STEPS: readonly (readonly [key: string, days: number])[] = [
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
];

/** `m` takes the card in focus, arrows carry it, Enter puts it down, with Alt all the same, and Escape back; the mouse does the same. */
export function useHand({ cards, drop, keep }: HandOf) {
  const [hand, setHand] = useState<Hand | null>(null);
  const isByKeys = hand?.by === 'keys';
  const { zone } = useNewsroomTime();
  const carry = (byMs: number) => (): void => setHand((held) => held && { ...held, at: held.at + byMs });
  const carryDays = (days: number) => (): void =>
    setHand((held) => held && { ...held, at: daysLater(held.at, days, zone) });
  const putDown = (put: PutDown) => (): void => {
    const card = cards.find(({ id }) => id === hand?.id);
    setHand(null);
    if (card !== undefined && hand !== null && hand.at !== card.at) put(card, hand.at);
  };
  useKeys({ m: () => setHand(takeFocused(cards)) });
  useHotkeys(
    isByKeys
      ? [
          ...STEPS.map(([key, byMs]): [string, () => void] => [key, carry(byMs)]),
          ...DAY_STEPS.map(([key, days]): [string, () => void] => [key, carryDays(days)]),
          ['Enter', putDown(drop)],
          ['alt+Enter', putDown(keep)],
          ['Escape', () => setHand(null)],
        ]
      : [],
  );
  useEffect(() => {
    // It is drawn anew where it was carried to.
    if (hand?.by === 'keys') document.querySelector<HTMLElement>(`[data-card="${hand.id}"]`)?.focus();
  }, [hand]);
  return { hand, setHand };
}

function takeFocused(cards: readonly Card[]): Hand | null {
  const { activeElement } = document;
  const focused =
    activeElement?.closest<HTMLElement>('[data-card]') ?? activeElement?.querySelector<HTMLElement>('[data-card]');
  const card = cards.find(({ id }) => id === focused?.dataset.card);
  return card?.mayMove === true ? { id: card.id, at: card.at, by: 'keys' } : null;
}
