import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { complaintOf } from '../server/refused.js';
import { Empty } from './empty.js';

/** The service may be there again before anybody presses a button: the page stays open all day. */
const AGAIN_MS = 3_000;

/** The whole page failed: mostly the service does not answer. It is tried again until it does. */
export function PageFailed({ error }: { readonly error: unknown }): React.ReactNode {
  const router = useRouter();
  const tryAgain = async (): Promise<void> => {
    // A part of the program that did not come has another name after an update: the page begins anew.
    if (isLostModule(error) && (await isThere())) window.location.reload();
    else await router.invalidate();
  };
  useInterval(() => void tryAgain(), AGAIN_MS, { autoInvoke: true });
  return (
    <div role="alert">
      <Empty title="This page could not be read.">
        {complaintOf(error)} Posts go out all the same, as long as the service runs.{' '}
        <Button onClick={() => void tryAgain()}>Try again</Button>
      </Empty>
    </div>
  );
}

/** As Chromium, Firefox and Safari say it. */
function isLostModule(error: unknown): boolean {
  return error instanceof Error && /imported module|module script/.test(error.message);
}

async function isThere(): Promise<boolean> {
  return fetch('/health/live').then(
    ({ ok }) => ok,
    () => false,
  );
}
