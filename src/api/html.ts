import { createHash } from 'node:crypto';

export const HTML = 'text/html; charset=utf-8';

export function drawPage(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>${head}<style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#e3e7ec,#262c35);--card:light-dark(#fff,#171b21);--link:light-dark(#0b57b7,#7ab8ff)}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#f6f7f9,#0f1216);color:light-dark(#191d23,#e6e9ee)}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem;text-wrap:balance}
h2{font-size:1.125rem;margin:1.5rem 0 .5rem}
a{color:var(--link)}.soft,em{color:light-dark(#5b6470,#98a2b0);font-style:normal}em{font-size:.75rem;letter-spacing:.04em}
table{width:100%;border-collapse:collapse;background:var(--card);border-radius:8px;overflow:hidden}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem;border-bottom:1px solid var(--line)}th{font-weight:600}
td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums}.text{white-space:pre-line;overflow-wrap:anywhere}
.task,.complaint{background:var(--card);border-radius:8px;padding:.75rem;margin:0 0 .75rem;overflow-wrap:anywhere}
.task p{margin:0 0 .5rem}.task .text{border-left:3px solid light-dark(#8a939f,#5f6a78);padding-left:.75rem}.complaint{border:1px solid light-dark(#b3261e,#f2b8b5)}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.75rem 0 0}label{flex:1 1 16rem;min-width:0}
input{display:block;box-sizing:border-box;width:100%;margin-top:.25rem}
input,button{font:inherit;color:inherit;background:transparent;border:1px solid light-dark(#8a939f,#5f6a78);border-radius:6px;padding:.45rem .75rem}
button{color:var(--link);cursor:pointer}:is(input,button,a):focus-visible{outline:2px solid var(--link);outline-offset:2px}
@media(max-width:40rem){thead{display:none}tr{display:block;padding:.4rem 0;border-bottom:1px solid var(--line)}td{display:block;border:0;padding:.15rem .75rem}}`;

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Lets this one style through a policy that forbids styles in pages. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
