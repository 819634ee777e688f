import type { Post } from '../../server/contract.js';

/** `x/regional` is the template regional of X; the account beside it says the network. */
export function templateTitle(template: string): string {
  return template.replace(/^[a-z]+\//, '');
}

/** "template regional", "by hand, Marek Oduya", "thread of 3". */
export function originOf({ template, writtenBy, parts }: Post): string {
  const origin =
    template === null
      ? `by hand${writtenBy === null ? '' : `, ${writtenBy.name}`}`
      : `template ${templateTitle(template)}`;
  return parts.length > 1 ? `${origin}, thread of ${parts.length}` : origin;
}
