import { TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { wholeLink } from './whole-link.js';
import classes from './compose.module.css';

interface LinkFieldProps {
  readonly link: string | null;
  readonly setLink: (link: string | null) => void;
}

/** Judged when it is left: half an address is no mistake. */
export function LinkField({ link, setLink }: LinkFieldProps): React.ReactNode {
  const [isTyping, setTyping] = useState(false);
  const whole = link === null ? null : wholeLink(link);
  const isUnfit = link !== null && whole === null;
  const leave = (): void => {
    setTyping(false);
    if (whole !== null && whole !== link) setLink(whole);
  };
  return (
    <TextInput
      aria-label="Link"
      placeholder="Link"
      leftSection={<IconLink size={16} aria-hidden />}
      type="url"
      className={classes.link}
      classNames={{ error: classes.linkError ?? '' }}
      value={link ?? ''}
      error={isUnfit && !isTyping ? 'The whole address, beginning with https://' : null}
      onFocus={() => setTyping(true)}
      onBlur={leave}
      onChange={(event) => setLink(linkOf(event.currentTarget.value))}
    />
  );
}

function linkOf(words: string): string | null {
  return words.trim() === '' ? null : words.trim();
}
