import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { complaintOf } from '../server/refused.js';
import { Empty } from './empty.js';

/** The whole page failed: mostly the service does not answer. */
export function PageFailed({ error }: { readonly error: unknown }): React.ReactNode {
  const router = useRouter();
  return (
    <main>
      <Empty title="This page could not be read.">
        {complaintOf(error)} Posts go out all the same, as long as the service runs.{' '}
        <Button onClick={() => void router.invalidate()}>Try again</Button>
      </Empty>
    </main>
  );
}
