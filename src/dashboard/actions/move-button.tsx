import type { ButtonProps } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Post } from '../server/contract.js';
import { AskButton } from './ask-button.js';

/** Calendars are heavy: they come when somebody moves something. */
const MoveForm = lazy(() => import('./move-form.js').then(({ MoveForm: component }) => ({ default: component })));

/** Another time: one that a person chooses in the newsroom's zone, or the account's next free slot. */
export function MoveButton({
  post,
  ...look
}: { readonly post: Post } & Omit<ButtonProps, 'children'>): React.ReactNode {
  return (
    <AskButton label="Move" {...look}>
      {(close) => (
        <Suspense>
          <MoveForm post={post} close={close} />
        </Suspense>
      )}
    </AskButton>
  );
}
