import { webAddress } from '../../../api/contract/values.js';

const BEGINNING = /^https?:\/\/[^\s/]/i;
const BARE = /^[^\s/:?#@]+\.[^\s/:?#@.]{2,}(?:[/?#]\S*)?$/;

/** The address as the service takes it; null where it is none. `example.com/a` lacks nothing but its beginning. */
export function wholeLink(typed: string): string | null {
  const link = BARE.test(typed) ? `https://${typed}` : typed;
  return BEGINNING.test(link) && webAddress.safeParse(link).success ? link : null;
}
