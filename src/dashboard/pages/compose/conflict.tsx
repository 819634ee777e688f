import { AccountName } from '../../parts/account-name.js';
import { StoredPicture } from '../../parts/stored-picture.js';
import { type Choices, TwoVersions } from '../../parts/two-versions.js';
import { Words } from '../../parts/words.js';
import type { DraftPart, Post } from '../../server/contract.js';
import { type ComposeDraft, partsFor, partsOn } from './compose-draft.js';
import { unplaced } from './draft-of.js';
import classes from './compose.module.css';

interface ConflictProps extends Choices {
  readonly theirs: Post;
  readonly mine: ComposeDraft;
}

/** Two people on one post. */
export function Conflict({ theirs, mine, ...choices }: ConflictProps): React.ReactNode {
  return (
    <TwoVersions
      theirs={<Said parts={theirs.parts.map(unplaced)} />}
      mine={<Said parts={partsOn(theirs.account, partsFor(mine, theirs.account.id)).map(unplaced)} />}
      {...choices}
    >
      <b>{theirs.changedBy?.name ?? 'Somebody else'} changed this while you wrote.</b>{' '}
      {mine.accounts.length > 1 && <AccountName account={theirs.account} />}
    </TwoVersions>
  );
}

/** All that may differ: words, links, pictures and what is said of them. */
function Said({ parts }: { readonly parts: readonly DraftPart[] }): React.ReactNode {
  return parts.map(({ text, link, media }, position) => (
    <div key={position} className={classes.said}>
      <Words>{text}</Words>
      {link !== null && <p className={`sm mid ${classes.saidLink ?? ''}`}>{link}</p>}
      {media.map((picture) => (
        <figure key={picture.pictureId ?? picture.url} className={classes.saidPicture}>
          <StoredPicture picture={picture} />
          <figcaption className="xs mid">{picture.alt === '' ? 'A picture without words' : picture.alt}</figcaption>
        </figure>
      ))}
    </div>
  ));
}
