/** The page around a simulated timeline. `content` is HTML that is escaped already. */
export function drawPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SIMULATED ${escapeHtml(title)}</title>
<style>${STYLE}</style>
<header role="banner"><strong>SIMULATED</strong> ${escapeHtml(title)}: nothing here left this machine</header>
<main>${content}</main>
</html>`;
}

const STYLE = `
:root{color-scheme:light dark;--line:light-dark(#d5dae1,#333a44);--soft:light-dark(#57606c,#9aa4b2);--card:light-dark(#fff,#171b21)}
*{box-sizing:border-box}body{margin:0;font:16px/1.45 system-ui,sans-serif;background:light-dark(#f1f3f6,#0e1116)}
header[role=banner]{background:#8a5a00;color:#fff;padding:.6rem 1rem;text-align:center}
main{max-width:600px;margin:1rem auto;padding:0 .75rem;display:grid;gap:.75rem}
a{color:light-dark(#0b57b7,#6cb2ff);text-decoration:none}
`;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
