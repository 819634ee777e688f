import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useKeys } from '../keys/use-keys.js';
import { useDialog } from '../parts/use-dialog.js';
import type { WordsProps } from './find-dialog.js';
import classes from './find.module.css';

const FindDialog = lazy(() => import('./find-dialog.js').then(({ FindDialog: component }) => ({ default: component })));

/** Finds posts and articles from any page: `/`. */
export function Find(): React.ReactNode {
  const dialog = useDialog();
  const [words, setWords] = useState('');
  const open = (): void => {
    setWords('');
    dialog.open();
  };
  useKeys({ '/': open });
  return (
    <>
      <UnstyledButton className={classes.find} onClick={open} aria-label="Find a post or article">
        <IconSearch size={16} aria-hidden />
        <span className="one">Find a post or article</span>
        <kbd aria-hidden>/</kbd>
      </UnstyledButton>
      {dialog.isOpen && (
        <Suspense fallback={<EarlyWords words={words} change={setWords} />}>
          <FindDialog words={words} change={setWords} close={dialog.close} />
        </Suspense>
      )}
    </>
  );
}

/** Takes what is typed while the dialog is on its way. */
function EarlyWords({ words, change }: WordsProps): React.ReactNode {
  return (
    <VisuallyHidden>
      <input
        aria-label="Find a post or article"
        autoFocus
        value={words}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </VisuallyHidden>
  );
}
