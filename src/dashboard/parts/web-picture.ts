/** Where our service gives a picture of the web, to editors: the browser asks nobody else. */
export function webPictureAddress(url: string): string {
  return `/api/link-card/picture?${new URLSearchParams({ url }).toString()}`;
}
