import { ActionIcon, FileButton, TextInput, Tooltip } from '@mantine/core';
import { IconPhoto, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { pictureAddress } from '../../parts/stored-picture.js';
import { call } from '../../server/call.js';
import type { DraftPart } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import type { ChangePart } from './compose-draft.js';
import type { DraftInHand } from './use-compose-draft.js';
import classes from './compose.module.css';

const KINDS = 'image/jpeg,image/png,image/gif,image/webp';

interface AddPictureProps {
  readonly change: (change: ChangePart) => void;
  readonly waitFor: DraftInHand['waitFor'];
}

export function AddPicture({ change, waitFor }: AddPictureProps): React.ReactNode {
  const act = useAct();
  const [isOnTheWay, setOnTheWay] = useState(false);
  const add = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setOnTheWay(true);
    const stored = await waitFor(act(() => call('storePicture', { body: file }), 'Picture added: say what it shows'));
    setOnTheWay(false);
    if (stored === null) return;
    const picture = { pictureId: stored.pictureId, url: null, alt: '' };
    change((before) => ({ ...before, media: [...before.media, picture] }));
  };
  return (
    <FileButton accept={KINDS} onChange={(file) => void add(file)}>
      {(button) => (
        <Tooltip label="Add a picture">
          <ActionIcon {...button} aria-label="Add a picture" loading={isOnTheWay}>
            <IconPhoto size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}

interface PicturesProps {
  readonly media: DraftPart['media'];
  readonly change: (change: ChangePart) => void;
}

/** Each with what it shows, for readers who cannot see it. */
export function Pictures({ media, change }: PicturesProps): React.ReactNode {
  const set = (next: DraftPart['media']): void => change((before) => ({ ...before, media: next }));
  return media.map((picture, at) => (
    <div key={picture.pictureId ?? picture.url} className={classes.picture}>
      {picture.pictureId !== null && <img src={pictureAddress(picture.pictureId)} alt={picture.alt} />}
      <TextInput
        aria-label="What the picture shows"
        placeholder="What it shows, for those who cannot see it"
        value={picture.alt}
        onChange={(event) => set(media.with(at, { ...picture, alt: event.currentTarget.value }))}
      />
      <ActionIcon aria-label="Remove the picture" onClick={() => set(media.filter((_, other) => other !== at))}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  ));
}
