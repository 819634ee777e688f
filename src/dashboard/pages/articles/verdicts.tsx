import { IconCheck, IconX } from '@tabler/icons-react';
import { ActButton } from '../../actions/act-button.js';
import { usePostAgain } from '../../actions/use-post-again.js';
import { NetworkMark } from '../../parts/account-name.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import type { Explanation, NetworkName } from '../../server/contract.js';
import { useMay } from '../../server/use-me.js';
import { templateTitle } from '../today/origin-of.js';
import classes from './articles.module.css';

type Verdict = Explanation['verdicts'][number];

interface VerdictsProps {
  readonly articleId: string;
  readonly verdicts: readonly Verdict[];
}

/** Each template as it is now: whether it wants the article, why, and when it posts. */
export function Verdicts({ articleId, verdicts }: VerdictsProps): React.ReactNode {
  const wanting = verdicts.filter(({ matches }) => matches);
  return (
    <>
      <SectionHead title="Which templates want it">
        {wanting.length} of {verdicts.length}
      </SectionHead>
      <ul>
        {[...wanting, ...verdicts.filter(({ matches }) => !matches)].map((verdict) => (
          <Line key={verdict.template} articleId={articleId} verdict={verdict} />
        ))}
      </ul>
    </>
  );
}

function Line({ articleId, verdict }: { readonly articleId: string; readonly verdict: Verdict }): React.ReactNode {
  const { template, matches, condition, facts, when } = verdict;
  const because = Object.entries(facts).map(([name, value]) => `${name} is ${value}`);
  return (
    <li className={classes.verdict} data-matches={matches}>
      {matches ? <IconCheck size={15} aria-label="wants it" /> : <IconX size={15} aria-label="does not want it" />}
      <span className={classes.template}>
        <NetworkMark network={networkOf(template)} /> {templateTitle(template)}
      </span>
      <span className="mid">
        {condition === null ? 'every article' : <code>{condition}</code>}
        {because.length > 0 && <span className="dim"> · {because.join(', ')}</span>}
        {matches && <span className="dot">{when}</span>}
      </span>
      <UseIt articleId={articleId} template={template} label={matches ? 'Post again' : 'Use it all the same'} />
    </li>
  );
}

interface UseItProps {
  readonly articleId: string;
  readonly template: string;
  readonly label: string;
}

/** Makes drafts of it by this template, on every account of its network. */
function UseIt({ articleId, template, label }: UseItProps): React.ReactNode {
  const postAgain = usePostAgain();
  const mayUse = useMay('editor');
  if (!mayUse) return null;
  const use = async (): Promise<void> => {
    const { items } = await call('listAccounts');
    const accounts = items.filter(({ network }) => network === networkOf(template)).map(({ id }) => id);
    await postAgain(articleId, template, accounts);
  };
  return (
    <ActButton size="compact-xs" variant="subtle" c="var(--kwb-ai)" act={use}>
      {label}
    </ActButton>
  );
}

function networkOf(template: string): NetworkName {
  return template.startsWith('x/') ? 'x' : 'facebook';
}
