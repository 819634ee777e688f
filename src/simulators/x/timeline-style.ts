/** How the timeline looks: X's proportions, light and dark, from a telephone's width up. */
export const TIMELINE_STYLE = `
:root{--x-text:light-dark(#0f1419,#e7e9ea);--x-soft:light-dark(#536471,#8b98a5);--x-line:light-dark(#dbe2e6,#2f3336);--x-card:light-dark(#fff,#0b0d10);--x-link:light-dark(#0f6ab4,#4db1ff);--x-empty:light-dark(#eef2f5,#1b2127)}
.x-thread{background:var(--x-card);border:1px solid var(--x-line);border-radius:16px;color:var(--x-text);overflow:hidden}
.x-post{display:grid;grid-template-columns:40px minmax(0,1fr);column-gap:12px;padding:14px 16px 12px}
.x-post+.x-post{padding-top:2px}
.x-post:target{background:light-dark(#fff8e6,#221a06)}
.x-side{position:relative}
.x-avatar{display:grid;place-items:center;width:40px;height:40px;border-radius:50%;background:linear-gradient(135deg,#1d5f8a,#12324d);color:#fff;font-weight:700;font-size:18px}
.x-post:not(:last-child) .x-side::after{content:"";position:absolute;top:46px;bottom:-10px;left:19px;width:2px;background:var(--x-line)}
.x-head{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:8px;line-height:1.35;overflow-wrap:anywhere}
.x-who{grid-column:1/-1}
.x-soft{color:var(--x-soft);font-size:15px}
.x-badge{margin-top:2px;border:1px solid light-dark(#8a5a00,#d9a441);border-radius:999px;color:light-dark(#8a5a00,#d9a441);align-self:start;padding:0 6px;font-size:10px;font-weight:700;letter-spacing:.03em;line-height:17px}
.x-text{margin:2px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:15px;line-height:1.35}
.x-text a,.x-tag{color:var(--x-link)}
.x-media{display:grid;gap:2px;margin:12px 0 0;border:1px solid var(--x-line);border-radius:16px;overflow:hidden;grid-template-columns:1fr 1fr}
.x-media>*{width:100%;height:100%;min-height:140px;aspect-ratio:8/9;object-fit:cover;background:var(--x-empty)}
.x-media>:only-child{grid-column:1/-1;aspect-ratio:auto;max-height:510px}
.x-media>:first-child:nth-last-child(3){grid-row:span 2;aspect-ratio:auto}
.x-media:has(>:nth-child(3))>*{aspect-ratio:16/9;min-height:0}
.x-gone{display:grid;place-items:center;padding:16px;color:var(--x-soft);font-size:14px;text-align:center}
.x-alt{margin:6px 0 0;color:var(--x-soft);font-size:13px;overflow-wrap:anywhere}
.x-alt span{border-radius:4px;background:light-dark(#536471,#3a434b);color:#fff;font-size:11px;font-weight:700;padding:1px 4px;margin-right:4px}
.x-card{display:grid;grid-template-columns:96px minmax(0,1fr);margin:12px 0 0;border:1px solid var(--x-line);border-radius:16px;overflow:hidden;color:inherit}
.x-card-picture{display:grid;place-items:center;background:var(--x-empty);color:var(--x-soft)}
.x-card-text{display:grid;align-content:center;gap:1px;padding:12px;min-height:96px;font-size:15px;line-height:1.3}
.x-card-text>*{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere}
.x-card-text>:first-child{-webkit-line-clamp:1}
@media(max-width:440px){.x-card{grid-template-columns:64px minmax(0,1fr)}.x-card-text{padding:10px;min-height:64px}}
.x-actions{display:flex;justify-content:space-between;max-width:425px;margin:12px 0 0;color:var(--x-soft)}
.x-icon{width:18px;height:18px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.x-nothing{padding:2rem 1rem;text-align:center;color:var(--x-soft)}
`;
