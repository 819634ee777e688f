// A newsroom's day for the pictures: people, and posts in every state that a demo can bring about.
const PASSWORD = 'four words make a good one';
const MINUTE_MS = 60_000;
const FERRY = 'Night trains are back on the northern line after nine years.';

/** What is being written in the picture of Compose: it says nearly what another post says. */
export const DRAFT = `${FERRY} Bunks, soup and wifi.`;

/** Who writes, on which networks, in how many minutes (null: now), and what. */
const POSTS = [
  ['tomo', 'xf', 38, 'Ferry operators agree a winter timetable across the strait'],
  ['ilse', 'f', 75, 'From 1 December the strait has a late boat again'],
  ['ilse', 'x', 112, 'Rice falls for a third week as the harvest comes in'],
  ['tomo', 'x', 149, '百年ぶりに刷られた版木、金曜から展示'],
  ['ilse', 'xf', 223, `${FERRY} Bunks, soup and a sunrise.`],
  ['tomo', 'f', 297, 'Five stories to read before you put out the light'],
  ['tomo', 'xf', 1_290, 'Harbour pilots’ school doubles its intake'],
  ['ilse', 'xf', 1_440, 'Kelp farmers find a buyer in cement'],
  ['tomo', 'xf', 2_640, 'Sirens at dawn: what the coast will hear'],
  ['tomo', 'x', 2_880, 'The salt road, a long read for a cold week'],
  ['ilse', 'xf', null, 'Under the Osk shelf lies a lake nobody has seen'],
];
const WAITING = [
  ['ilse', 'x', 186, 'Parliament votes to publish its ministers’ diaries'],
  ['ilse', 'x', 1_500, 'Islands summit: the map, annotated'],
];

export async function fillDesk(browser, context, link) {
  const tomo = asker(context.request, link.origin);
  await tomo('POST', '/api/links/set-up', {
    ...{ link: link.hash.slice(1), name: 'Tomo Arakida', login: 'tomo', password: PASSWORD },
  });
  await tomo('PATCH', '/api/settings', { newsroomName: 'Minato Dispatch' });
  const added = await tomo('POST', '/api/people', { name: 'Ilse Varnai', login: 'ilse', role: 'editor' });
  const ilse = asker((await browser.newContext()).request, link.origin);
  await ilse('POST', '/api/links/password', { link: added.link.split('#')[1], password: PASSWORD });

  const askers = { tomo, ilse };
  const { items } = await tomo('GET', '/api/accounts');
  const say = async ([who, on, minutes, text], askApproval = false) => {
    const accounts = items.filter(({ network }) => on.includes(network[0]));
    const at = () => new Date(Date.now() + minutes * MINUTE_MS).toISOString();
    const body = {
      ...{ as: 'queue', askApproval, variants: accounts.map(({ id }) => ({ account: id, parts: [{ text }] })) },
      when: minutes === null ? { kind: 'now' } : { kind: 'at', at: at() },
    };
    return (await askers[who]('POST', '/api/posts', body)).items;
  };
  for (const post of POSTS) await say(post);
  for (const post of WAITING) await say(post, true);
  const [held] = await say(['ilse', 'x', 260, 'Three crews lifted from boats off the Northern Cape']);
  await tomo('POST', `/api/posts/${held.id}/hold`, { reason: 'the headline changed on the site' }, held.revision);
}

function asker(request, home) {
  return async (method, path, data, seen = null) => {
    const headers = seen === null ? {} : { 'if-match': `"${seen}"` };
    const reply = await request.fetch(home + path, { method, data, headers });
    if (!reply.ok()) throw new Error(`${method} ${path}: ${reply.status()} ${await reply.text()}`);
    return reply.json();
  };
}
