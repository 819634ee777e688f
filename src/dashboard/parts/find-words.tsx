import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

interface FindWordsProps {
  /** "Words in the post" */
  readonly label: string;
  readonly words: string;
  readonly find: (words: string) => void;
  readonly className?: string | undefined;
}

const TYPING_MS = 250;

/** Finds while somebody types; what is looked for stands in the address. */
export function FindWords({ label, words, find, className }: FindWordsProps): React.ReactNode {
  const [typed, setTyped] = useState(words);
  const [known, setKnown] = useState(words);
  const findSoon = useDebouncedCallback(find, TYPING_MS);
  if (known !== words) {
    setKnown(words);
    // Cleared elsewhere; else the address follows what is typed, and may be behind it.
    if (words === '') setTyped('');
  }
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        findSoon(event.currentTarget.value.trim());
      }}
      {...(className === undefined ? {} : { className })}
    />
  );
}
