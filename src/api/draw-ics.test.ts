import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { drawIcs, type IcsEvent } from './draw-ics.js';

const NOW = new Date('2026-11-24T09:00:00.000Z');
const EVENT: IcsEvent = {
  uid: '01J@kawaraban',
  at: new Date('2026-11-24T18:30:00.000Z'),
  sequence: 3,
  status: 'CONFIRMED',
  summary: 'x: The night ferry returns',
  description: 'scheduled',
  url: 'https://desk.example/posts/01J',
};

function readBack(events: readonly IcsEvent[]) {
  const [, properties, components] = ICAL.parse(drawIcs('The desk', events, NOW)) as [string, unknown[], never[]];
  const calendar = new ICAL.Component(['vcalendar', properties, components]);
  return calendar.getAllSubcomponents('vevent');
}

describe('a calendar to subscribe to', () => {
  it('is read by a calendar program as it was meant', () => {
    const [event] = readBack([EVENT]);
    const valueOf = (name: string) => String(event?.getFirstPropertyValue(name));
    expect(valueOf('uid')).toBe(EVENT.uid);
    expect(valueOf('dtstart')).toBe('2026-11-24T18:30:00Z');
    expect(valueOf('dtstamp')).toBe('2026-11-24T09:00:00Z');
    expect([valueOf('sequence'), valueOf('status'), valueOf('summary')]).toEqual(['3', 'CONFIRMED', EVENT.summary]);
    expect(valueOf('url')).toBe(EVENT.url);
  });

  it.each([
    ['commas; semicolons, and \\n as letters'],
    ['two\nlines, and a third\r\nBEGIN:VEVENT'],
    ['夜の渡し船が二年ぶりに再開。'.repeat(9)],
    ['👩‍👩‍👧‍👦🇳🇴'.repeat(20)],
    ['https://harbour-post.example/'.padEnd(400, 'a')],
  ])('carries “%s” through', (text) => {
    const drawn = drawIcs('The desk', [{ ...EVENT, summary: text, description: text }], NOW);
    const lines = drawn.split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n\uFFFD]/);
    }
    const [event] = readBack([{ ...EVENT, summary: text, description: text }]);
    for (const name of ['summary', 'description'])
      expect(event?.getFirstPropertyValue(name)).toBe(text.replaceAll('\r\n', '\n'));
  });

  it('holds no control character, whatever a post says', () => {
    const [event] = readBack([{ ...EVENT, summary: 'be\u0000ll\u0007 and\u001b[0m tab\there' }]);
    expect(event?.getFirstPropertyValue('summary')).toBe('bell and[0m tab\there');
  });
});
