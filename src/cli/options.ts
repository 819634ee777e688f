import { InvalidArgumentError, Option } from 'commander';
import { parseTime } from '../application/parse-time.js';
import type { WantedTime } from './post-view.js';
import type { Program } from './program.js';
import type { Terminal } from './terminal.js';

export interface Json {
  readonly json?: boolean;
}
export interface PublishOptions extends Json {
  readonly url?: string;
  readonly at?: string;
  readonly account?: string;
  readonly wait?: boolean;
}

export const TIME_HELP = "2026-11-24T18:30, 18:30, 'tomorrow 09:00', +15m, +2h or +30d, in the newsroom's time zone";

export function readTime(text: string | undefined, program: Program, terminal: Terminal): WantedTime {
  if (text === undefined) return { at: null, wallTime: null };
  const { at, wallTime, note } = parseTime(text, program.now(), program.zone);
  if (note !== null) terminal.err(note);
  return { at, wallTime };
}

export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return port;
}

/** Parts as people count them, from 1. */
export function readPart(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('The first part is 1.');
  return Number(text);
}

export function readCount(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1 to 99999.');
  return Number(text);
}

export function readReason(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Say in a few words why.');
  return text.trim();
}

export function readUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('It begins with https:// or http://.');
  return text;
}

export function imageOption(): Option {
  return new Option('--image <file>', 'a picture');
}

export function altOption(): Option {
  return new Option('--alt <text>', 'what the picture shows, for readers who cannot see it');
}

export function jsonOption(): Option {
  return new Option('--json', 'one JSON object, for machines');
}

export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
