import { KawarabanError } from '../../../domain/errors.js';

/** Names file and line, and says what was expected there. Lines count from 1. */
export function unreadable(fileName: string, line: number, expected: string): KawarabanError {
  return new KawarabanError('KWB_ARTICLE_UNREADABLE', `${fileName}:${line}: ${expected}`);
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, Math.max(0, index)).split('\n').length;
}
