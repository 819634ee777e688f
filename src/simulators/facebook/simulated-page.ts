/** The one Page of the simulator, with what a newsroom would have from Meta. Nothing here is secret. */
export const SIMULATED_FACEBOOK_CREDENTIALS = {
  pageId: '100200300400500',
  pageAccessToken: 'SIMULATED-PAGE-TOKEN',
  appSecret: 'simulated-app-secret',
} as const;

export const PAGE_NAME = 'Simulated Gazette';

/** Permalinks carry the profile id, which differs from the Page id (New Pages Experience). */
export const PROFILE_ID = '61550000000001';

export const APP_ID = '900800700600500';
export const USER_ID = '10150000000000009';
export const USER_TOKEN = 'SIMULATED-USER-TOKEN';
export const APP_TOKEN = `${APP_ID}|${SIMULATED_FACEBOOK_CREDENTIALS.appSecret}`;
