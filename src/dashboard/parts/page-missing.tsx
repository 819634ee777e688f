import { Link } from '@tanstack/react-router';
import { Empty } from './empty.js';

export function PageMissing(): React.ReactNode {
  return (
    <Empty title="There is nothing at this address.">
      <Link to="/">Today</Link> shows what goes out next.
    </Empty>
  );
}
