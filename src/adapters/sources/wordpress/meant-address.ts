import { decodeHTMLStrict } from 'entities';

/**
 * The address that is meant. WordPress keeps the GUIDs of posts of other types as HTML (`?post_type=news&#038;p=12`), and
 * where that is taken for an address, all posts of a type have one: https://developer.wordpress.org/reference/functions/wp_insert_post/
 */
export function meantAddress(written: string): string {
  return decodeHTMLStrict(written);
}
