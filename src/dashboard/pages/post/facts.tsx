import { Link } from '@tanstack/react-router';
import { NETWORK_TITLES } from '../../parts/account-name.js';
import { dollars } from '../../parts/dollars.js';
import { FactList } from '../../parts/fact-list.js';
import { OutsideLink } from '../../parts/outside-link.js';
import type { Post } from '../../server/contract.js';
import { ShortTime } from '../../time/moment.js';
import { templateTitle } from '../today/origin-of.js';
import { Twins, useTwins } from './twins.js';

/** What a person asks about a post: of what, when, how long, how dear, by whom. */
export function Facts({ post }: { readonly post: Post }): React.ReactNode {
  const twins = useTwins(post);
  const { account, article, template, dueAt, keepsTime, nextAt, expiresAt, parts, priceMicros, replyTo } = post;
  return (
    <FactList
      facts={[
        [
          'Article',
          article !== null && (
            <Link to="/articles/$id" params={{ id: article.id }}>
              {article.title}
            </Link>
          ),
        ],
        ['Answers', replyTo !== null && `${replyTo} on ${NETWORK_TITLES[account.network]}`],
        ['Template', template !== null && templateTitle(template)],
        [
          'Due',
          <>
            <ShortTime at={dueAt} />
            {keepsTime && <span className="dim">, kept by hand whatever the limits of the account say</span>}
            {nextAt !== dueAt && (
              <span className="dim">
                {' '}
                goes out <ShortTime at={nextAt} />
              </span>
            )}
          </>,
        ],
        ['Not after', expiresAt !== null && <ShortTime at={expiresAt} />],
        ['Length', parts.map(({ used, limit }) => `${used} of ${limit.toLocaleString('en-GB')}`).join(', ')],
        ['Price', priceMicros === null ? 'nothing' : dollars(priceMicros)],
        ...people(post),
        ...addresses(post),
        // Last: it comes a little later than the others.
        [twins.length > 1 ? 'Its twins' : 'Its twin', twins.length > 0 && <Twins twins={twins} />],
      ]}
    />
  );
}

function people({ writtenBy, changedBy, approvedBy }: Post): readonly (readonly [string, React.ReactNode])[] {
  const isChanged = changedBy !== null && changedBy.id !== writtenBy?.id;
  return [
    ['Written by', writtenBy?.name ?? 'the template'],
    ['Changed by', isChanged && changedBy.name],
    ['Approved', approvedBy?.name],
  ];
}

function addresses({ parts, account, state }: Post): readonly (readonly [string, React.ReactNode])[] {
  return parts.flatMap(({ url, remoteId, position }) =>
    url === null
      ? []
      : [
          [
            `On ${NETWORK_TITLES[account.network]}${parts.length > 1 ? `, part ${position + 1}` : ''}`,
            state === 'retracted' ? (
              (remoteId ?? url)
            ) : (
              <OutsideLink key={url} to={url}>
                {remoteId ?? url}
              </OutsideLink>
            ),
          ] as const,
        ],
  );
}
