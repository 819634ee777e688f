import type { Webhook } from '../../server/contract.js';

/** Which sites can send articles, and where their administrator enters the address and the secret. */
export const SENDERS: Readonly<Record<Webhook['dialect'], { readonly title: string; readonly where: string }>> = {
  ghost: {
    title: 'Ghost',
    where:
      'In Ghost: Settings, Integrations, Add custom integration; a webhook each for “Post published”, “Published post updated”, “Post unpublished” and “Post deleted”, with this address and this secret.',
  },
  wordpress: {
    title: 'WordPress',
    where:
      'In WordPress: put the plugin integrations/wordpress/kawaraban.php into wp-content/plugins, activate it, and enter both under Settings, Kawaraban.',
  },
  standard: {
    title: 'Anything else, by Standard Webhooks',
    where: 'Your program sends JSON to this address, signed with this secret as standardwebhooks.com describes.',
  },
};
