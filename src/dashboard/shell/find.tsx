import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useKeys } from '../keys/use-keys.js';
import classes from './find.module.css';

const FindDialog = lazy(() => import('./find-dialog.js').then(({ FindDialog: component }) => ({ default: component })));

/** Finds posts and articles from any page: `/`. */
export function Find(): React.ReactNode {
  const [isOpen, { open, close }] = useDisclosure(false);
  useKeys({ '/': open });
  return (
    <>
      <UnstyledButton className={classes.find} onClick={open} aria-label="Find a post or article">
        <IconSearch size={16} aria-hidden />
        <span className="one">Find a post or article</span>
        <kbd aria-hidden>/</kbd>
      </UnstyledButton>
      {isOpen && (
        <Suspense>
          <FindDialog close={close} />
        </Suspense>
      )}
    </>
  );
}
