import type { Account } from '../domain/account.js';
import type { Post } from '../domain/post.js';
import { escape } from './html.js';

/** What waits for a person and for nobody else. */
export interface Tasks {
  readonly unconfirmed: readonly Post[];
  readonly pausedAccounts: readonly Account[];
}

/** How a person does it: at once by a button, or, where the page cannot know who presses it, by a command. */
export type Offer = 'buttons' | 'commands';

/** Nothing where nothing waits. */
export function drawTasks({ unconfirmed, pausedAccounts }: Tasks, time: (at: Date) => string, offer: Offer): string {
  const tasks = [
    ...pausedAccounts.map((account) => drawPaused(account, offer)),
    ...unconfirmed.map((post) => drawUnconfirmed(post, time, offer)),
  ];
  return tasks.length === 0 ? '' : `<h2>Needs a person</h2>${tasks.join('')}<h2>Posts</h2>`;
}

function drawPaused(account: Account, offer: Offer): string {
  const { name, pausedReason } = account;
  const resume =
    offer === 'buttons'
      ? drawForm(`/accounts/${encodeURIComponent(name)}/resume`, '<button>Resume</button>')
      : drawCommand('Then', `kawaraban accounts resume ${name}`);
  return drawTask(
    `Account ${name}`,
    `<p>${drawName(account)} is paused and its posts wait: ${escape(pausedReason ?? 'nobody wrote down why')}</p>
<p class="soft">Mend that first. An account that is refused again is paused again.</p>${resume}`,
  );
}

function drawUnconfirmed(post: Post, time: (at: Date) => string, offer: Offer): string {
  const { id, account, parts, dueAt, reason } = post;
  const unknown = parts.find((part) => part.remoteId === null);
  const which = parts.length === 1 ? '' : ` · part ${(unknown?.position ?? 0) + 1} of ${parts.length}`;
  const path = `/posts/${encodeURIComponent(id)}`;
  const answers =
    offer === 'buttons'
      ? drawForm(
          `${path}/confirm`,
          '<label>Its address <input type="url" name="url" required></label><button>It is there</button>',
        ) + drawForm(`${path}/resend`, '<button>It is not there: send it</button>')
      : drawCommand('It is there', `kawaraban confirm ${id} --url ADDRESS`) +
        drawCommand('It is not there', `kawaraban resend ${id}`);
  return drawTask(
    `Unconfirmed post ${id}`,
    `<p class="soft">${escape(time(dueAt))} · ${drawName(account)}${which}</p><p class="text">${escape(unknown?.text ?? '')}</p>
<p>What happened: ${escape(reason ?? 'nobody wrote it down')}. Look at the account: is it there?</p>${answers}`,
  );
}

function drawTask(label: string, body: string): string {
  return `<article class="task" aria-label="${escape(label)}">${body}</article>`;
}

export function drawName({ name, simulated }: Account): string {
  return `${escape(name)}${simulated ? ' <em>SIMULATED</em>' : ''}`;
}

function drawForm(action: string, fields: string): string {
  return `<form method="post" action="${escape(action)}">${fields}</form>`;
}

function drawCommand(when: string, command: string): string {
  return `<p>${when}: <code>${escape(command)}</code></p>`;
}
