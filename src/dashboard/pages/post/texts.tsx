import { SectionHead } from '../../parts/section-head.js';
import type { PostHistory } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { findChanges } from './find-changes.js';
import classes from './post.module.css';

type Written = PostHistory['texts'][number];

/** Every text it had, each as a change of the one before, the newest first. */
export function Texts({ texts }: { readonly texts: readonly Written[] }): React.ReactNode {
  const changes = texts.slice(1).map((after, index) => ({ after, before: texts[index] ?? after }));
  return changes.reverse().map(({ before, after }) => <TextChange key={after.at} before={before} after={after} />);
}

interface TextChangeProps {
  readonly before: Written;
  readonly after: Written;
}

function TextChange({ before, after }: TextChangeProps): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  return (
    <div>
      <SectionHead title="What changed">
        {after.by?.name} <time>{time.short(after.at, now)}</time>
      </SectionHead>
      <p className={`words ${classes.diff ?? ''}`} dir="auto">
        {findChanges(textOf(before), textOf(after)).map(({ kind, words }, index) => {
          if (kind === 'gone') return <del key={index}>{words}</del>;
          return kind === 'new' ? <ins key={index}>{words}</ins> : words;
        })}
      </p>
      <p className="xs dim">
        <ins>underlined</ins> is new, <del>struck</del> is gone
      </p>
    </div>
  );
}

function textOf({ parts }: Written): string {
  return parts.map(({ text, link }) => (link === null || text.includes(link) ? text : `${text} ${link}`)).join('\n\n');
}
