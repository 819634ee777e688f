import { LiquidError } from 'liquidjs';

import { KawarabanError } from '../../domain/errors.js';

export function invalidTemplate(file: string, line: number, message: string, cause?: unknown): KawarabanError {
  return new KawarabanError('KWB_TEMPLATE_INVALID', `${file}:${line}: ${message}`, { cause });
}

/** What Liquid threw, with the file and the line that it speaks of. */
export function fromLiquidError(file: string, error: unknown): KawarabanError {
  if (!LiquidError.is(error))
    return invalidTemplate(file, 1, error instanceof Error ? error.message : String(error), error);
  const [line = 1] = error.token.getPosition();
  const message = error.originalError?.message ?? error.message.replace(/(, file:.*)?, line:\d+, col:\d+$/u, '');
  return invalidTemplate(file, line, message, error);
}
