import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from '../../actions/busy-button.js';
import { usePress } from '../../actions/use-press.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import type { Post, PostEvent } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import { useMay } from '../../server/use-me.js';
import { ShortTime } from '../../time/moment.js';
import classes from './post.module.css';

interface NotesProps {
  readonly post: Post;
  readonly events: readonly PostEvent[];
}

/** What colleagues tell each other about a post. */
export function Notes({ post, events }: NotesProps): React.ReactNode {
  const mayWrite = useMay('editor');
  const notes = events.filter(({ kind }) => kind === 'post-note');
  return (
    <>
      <SectionHead title="Notes" />
      {notes.map(({ id, at, by, detail }) => (
        <p key={id} className={`sm ${classes.noteText ?? ''}`}>
          <b>{by?.name ?? 'the command line'}</b> <ShortTime at={at} />
          <br />
          {detail}
        </p>
      ))}
      {mayWrite ? <WriteNote post={post} /> : notes.length === 0 && <p className="sm dim">None yet.</p>}
    </>
  );
}

function WriteNote({ post }: { readonly post: Post }): React.ReactNode {
  const [note, setNote] = useState('');
  const act = useAct();
  const { press, isBusy } = usePress(async () => {
    if (note.trim() === '') return;
    const doing = () => call('notePost', { params: { id: post.id }, body: { note: note.trim() } });
    if ((await act(doing, 'Noted')) !== null) setNote('');
  });
  return (
    <form
      className={classes.writeNote}
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      <Textarea
        aria-label="Write a note"
        placeholder="Write a note"
        size="xs"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {note.trim() !== '' && (
        <BusyButton type="submit" isBusy={isBusy}>
          Note it
        </BusyButton>
      )}
    </form>
  );
}
