import { Link } from '@tanstack/react-router';
import { Empty } from './empty.js';

export type Thing = 'post' | 'article' | 'template';

const LISTS = {
  post: { to: '/posts', title: 'Posts' },
  article: { to: '/articles', title: 'Articles' },
  template: { to: '/templates', title: 'Templates' },
} as const;

/** An address of something that is not there: it was copied wrongly, or is of another newsroom. */
export function NoSuch({ thing }: { readonly thing: Thing }): React.ReactNode {
  const { to, title } = LISTS[thing];
  return (
    <Empty title={`There is no such ${thing}.`}>
      All that there are stand in <Link to={to}>{title}</Link>.
    </Empty>
  );
}
