import { Modal } from '@mantine/core';
import classes from './key-help.module.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['g t', 'Today'],
  ['g c', 'Calendar'],
  ['g p', 'Posts'],
  ['g a', 'Articles'],
  ['c', 'Compose a post'],
  ['/', 'Find a post or an article'],
  ['j k', 'Next and previous row'],
  ['Enter', 'Open it'],
  ['x', 'Choose it, in Posts'],
  ['a', 'Approve it, or what is chosen'],
  ['m', 'Move it to another time; in the calendar by arrows'],
  ['Alt ↵', 'In the calendar, puts it there all the same; by mouse, let go with Alt'],
  ['h', 'Hold it'],
  ['⌘ ↵', 'Queue what you wrote (Ctrl ↵)'],
  ['Esc', 'Leave'],
  ['?', 'These keys'],
];

export function KeyHelp({ close }: { readonly close: () => void }): React.ReactNode {
  return (
    <Modal opened onClose={close} title="Keys">
      <dl className={classes.keys}>
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className="xs dim">Single letters can be switched off in Settings.</p>
    </Modal>
  );
}
