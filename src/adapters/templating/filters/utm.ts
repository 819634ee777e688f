/** The address with campaign parameters, its own query and fragment untouched. A parameter that is there already stays. */
export function utm(url: string, source: string, medium: string, campaign: string): string {
  if (url === '') return '';
  const hashAt = url.indexOf('#');
  const address = hashAt === -1 ? url : url.slice(0, hashAt);
  const fragment = hashAt === -1 ? '' : url.slice(hashAt);
  const queryAt = address.indexOf('?');
  const present = new URLSearchParams(queryAt === -1 ? '' : address.slice(queryAt));

  const added = Object.entries({ utm_source: source, utm_medium: medium, utm_campaign: campaign })
    .filter(([name, value]) => value !== '' && !present.has(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  if (added === '') return url;
  return address + joint(address, queryAt) + added + fragment;
}

function joint(address: string, queryAt: number): string {
  if (queryAt === -1) return '?';
  return /[?&]$/.test(address) ? '' : '&';
}
