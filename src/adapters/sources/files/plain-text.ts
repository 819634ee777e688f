/** Markdown without its marks. A heading and a list item become paragraphs of their own. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, (comment) => comment.replace(/[^\n]/g, ''))
    .split('\n')
    .map(plainLine)
    .join('\n');
}

/** Inner brackets are excluded everywhere, which keeps every expression linear on hostile text. */
function plainLine(line: string): string {
  if (/^\s*(?:```|~~~|(?:[-*_] *){3,}$|=+\s*$|-+\s*$|\[[^\]]+\]:\s)/.test(line)) return '';
  return line
    .replace(/^(?:\s*>)+ ?/, '')
    .replace(/^\s*#{1,6}\s+(.*)$/, '\n$1\n')
    .replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/, '\n$1')
    .replace(/!\[[^[\]]*\]\((?:[^()]|\([^()]*\))*\)/g, '')
    .replace(/\[([^[\]]+)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(/\[\^[^[\]]+\]/g, '')
    .replace(/\[([^[\]]+)\]\[[^[\]]*\]/g, '$1')
    .replace(/<(https?:\/\/[^<>\s]+)>/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>]*>/g, '')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)([^*_~]+)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+)\*/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_]+)_(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_whole, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Partial<Record<string, string>>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};
