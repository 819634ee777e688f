interface Linked {
  readonly text: string;
  readonly link: string | null;
}

/** On X the link stands behind the text, unless it is in it: as the service places it. */
export function textOnX({ text, link }: Linked): string {
  const said = text.trim();
  if (link === null || said.includes(link)) return said;
  return said === '' ? link : `${said}${GAP}${link}`;
}

/** The text before its link was put behind it. */
export function textWithoutLink({ text, link }: Linked): string {
  if (link === null) return text;
  if (text === link) return '';
  return text.endsWith(GAP + link) ? text.slice(0, -(GAP + link).length) : text;
}

const GAP = '\n\n';
