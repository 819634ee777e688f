import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActButton } from '../../actions/act-button.js';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { WordsButton } from '../../actions/words-button.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import { sourceNote } from '../../parts/source-note.js';
import { call } from '../../server/call.js';
import type { Source, Webhook } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useAct } from '../../server/use-act.js';
import { useMay } from '../../server/use-me.js';
import { Ago } from '../../time/moment.js';
import { useWritten } from '../../time/use-written.js';
import { AddSource } from './add-source.js';
import { AddWebhook } from './add-webhook.js';
import { WebhookButtons } from './webhook-buttons.js';
import { WebhookSecret } from './webhook-secret.js';

/** Where articles come from, and whether they come. */
export function SourcesPage(): React.ReactNode {
  const query = useQuery(reading('listSources'));
  const mayAdd = useMay('admin');
  const [shown, show] = useState<Webhook | null>(null);
  return (
    <>
      <ReadingList
        query={query}
        what="Sources"
        empty="Add your site's feed: its new articles become posts."
        draw={(source) => <SourceRow key={source.name} source={source} show={show} />}
      />
      {shown !== null && <WebhookSecret webhook={shown} />}
      {mayAdd && <AddSource />}
      {mayAdd && <AddWebhook show={show} />}
    </>
  );
}

interface SourceRowProps {
  readonly source: Source;
  readonly show: (webhook: Webhook) => void;
}

function SourceRow({ source, show }: SourceRowProps): React.ReactNode {
  const { name, kind, address, state, pausedReason, lastPoll, lastNewAt, failuresInRow, push } = source;
  const written = useWritten();
  const plain = (note: string): string => written(sourceNote(note));
  const isFailing = failuresInRow > 0;
  return (
    <ListRow
      state={state === 'paused' ? 'held' : isFailing ? 'rejected' : 'published'}
      title={
        <>
          {name} <span className="dim">{kind}</span>
        </>
      }
      note={
        <>
          <p>{address}</p>
          {state === 'paused' && <p className="amber">Paused: {plain(pausedReason ?? 'nobody wrote down why')}</p>}
          {isFailing && lastPoll !== null && (
            <p className="shu">
              {plain(lastPoll.note)}, {failuresInRow} times in a row
            </p>
          )}
          <p className="dim">
            {lastPoll !== null && (
              <>
                asked <Ago at={lastPoll.at} />
              </>
            )}
            {lastNewAt !== null && (
              <span className="dot">
                last article <Ago at={lastNewAt} />
              </span>
            )}
            {push !== null && <span className="dot">{push}</span>}
          </p>
        </>
      }
    >
      <SourceActions source={source} show={show} />
    </ListRow>
  );
}

function SourceActions({ source, show }: SourceRowProps): React.ReactNode {
  const { name, kind } = source;
  const act = useAct(`source ${name}`);
  const params = { name };
  const [mayAct, mayRemove] = [useMay('editor'), useMay('admin')];
  if (!mayAct) return null;
  return (
    <div className="buttons">
      {kind !== 'hand' && kind !== 'webhook' && (
        <ActButton act={() => act(() => call('pollSource', { params }), `${name} was asked`)}>Ask now</ActButton>
      )}
      {kind === 'webhook' && mayRemove && <WebhookButtons name={name} show={show} />}
      <TakeIn source={source} />
      {mayRemove && (
        <ConfirmButton
          label="Remove"
          consequence="Nothing is taken in from it any more. What it has shown stays known."
          verb="Remove it"
          act={() => act(() => call('removeSource', { params }), `${name} is removed`)}
          variant="subtle"
        />
      )}
    </div>
  );
}

/** Whether anything is taken in from it: from then on, or, where it has shown too much at once, of that. */
function TakeIn({ source: { name, state, isFlooded } }: { readonly source: Source }): React.ReactNode {
  const act = useAct(`source ${name}`);
  const params = { name };
  const accept = (what: 'post' | 'skip') => act(() => call('acceptSource', { params, body: { what } }), 'Done');
  if (isFlooded)
    return (
      <>
        <ConfirmButton
          label="In order: post them"
          consequence="What it shows now is taken in as news, and posted as the templates say."
          verb="Post them"
          act={() => accept('post')}
        />
        <ConfirmButton
          label="Skip them"
          consequence="What it shows now is taken for old news and never posted; what comes after it is."
          verb="Skip them"
          act={() => accept('skip')}
        />
      </>
    );
  if (state === 'paused')
    return (
      <ActButton act={() => act(() => call('resumeSource', { params }), `${name} is taken in again`)}>Resume</ActButton>
    );
  return (
    <WordsButton
      label="Pause"
      question="Why is it paused?"
      verb="Pause it"
      act={(reason) => act(() => call('pauseSource', { params, body: { reason } }), `${name} is paused`)}
    />
  );
}
