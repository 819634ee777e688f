import type { WebhookFormat } from '../../../application/ports/webhook-format.js';
import type { WebhookDialect } from '../../../domain/source.js';
import { readGhost } from './read-ghost.js';
import { readStandard } from './read-standard.js';
import { readWordPress } from './read-wordpress.js';
import { verifyGhost } from './verify-ghost.js';
import { verifyStandard } from './verify-standard.js';

export const WEBHOOK_FORMATS: Readonly<Record<WebhookDialect, WebhookFormat>> = {
  standard: { verify: verifyStandard, read: readStandard },
  ghost: { verify: verifyGhost, read: readGhost },
  wordpress: { verify: verifyStandard, read: readWordPress },
};
