import { ActionIcon, FileButton, TextInput, Tooltip } from '@mantine/core';
import { IconPhoto, IconX } from '@tabler/icons-react';
import { pictureAddress } from '../../parts/stored-picture.js';
import { call } from '../../server/call.js';
import type { DraftPart } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import classes from './compose.module.css';

interface PicturesProps {
  readonly part: DraftPart;
  readonly change: (part: DraftPart) => void;
}

const KINDS = 'image/jpeg,image/png,image/gif,image/webp';

export function AddPicture({ part, change }: PicturesProps): React.ReactNode {
  const act = useAct();
  const add = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const stored = await act(() => call('storePicture', { body: file }), 'Picture added: say what it shows');
    if (stored === null) return;
    change({ ...part, media: [...part.media, { pictureId: stored.pictureId, url: null, alt: '' }] });
  };
  return (
    <FileButton accept={KINDS} onChange={(file) => void add(file)}>
      {(button) => (
        <Tooltip label="Add a picture">
          <ActionIcon {...button} aria-label="Add a picture">
            <IconPhoto size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}

/** Each with what it shows, for readers who cannot see it. */
export function Pictures({ part, change }: PicturesProps): React.ReactNode {
  const { media } = part;
  return media.map((picture, at) => (
    <div key={picture.pictureId ?? picture.url} className={classes.picture}>
      {picture.pictureId !== null && <img src={pictureAddress(picture.pictureId)} alt={picture.alt} />}
      <TextInput
        aria-label="What the picture shows"
        placeholder="What it shows, for those who cannot see it"
        value={picture.alt}
        onChange={(event) => change({ ...part, media: media.with(at, { ...picture, alt: event.currentTarget.value }) })}
      />
      <ActionIcon
        aria-label="Remove the picture"
        onClick={() => change({ ...part, media: media.filter((_, other) => other !== at) })}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  ));
}
