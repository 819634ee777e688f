import { z } from 'zod';
import type { RefusalKey } from './error-catalogue.js';

/** Why a Page token dies, by subcode of error 190. */
export const TOKEN_DEATHS = {
  458: 'token-app-removed',
  459: 'token-checkpoint',
  460: 'token-password-changed',
  463: 'token-expired',
  464: 'token-unconfirmed-user',
  467: 'token-logged-out',
  492: 'token-page-role-lost',
} as const satisfies Record<number, RefusalKey>;

/** `POST /simulator/settings` takes any of these; what is not named stays as it is. */
export const simulatorSettings = z.strictObject({
  /** How long a new post answers 100/33 to readers, and is not to be seen. */
  readLagMs: z.number().int().min(0),
  /** How long a published post is missing from the lists. */
  listLagMs: z.number().int().min(0),
  /** 506 for a post that says and links the same as the newest one. */
  duplicateGuard: z.boolean(),
  /** The app setting "Require App Secret". */
  requireProof: z.boolean(),
  /** Sends the usage headers; at 100 percent and above every call is throttled, unless it is the one that reaches it. */
  usage: z
    .strictObject({
      percent: z.number().int().min(0),
      minutes: z.number().int().min(0),
      throttles: z.boolean().default(true),
    })
    .nullable(),
  /** How long a photo lives that no post uses. */
  photoLifeMs: z.number().int().min(0),
  /** The refusals of fault rules speak the language of the person who connected the Page. */
  localised: z.boolean(),
  /** Some servers call their JSON `text/javascript`. */
  contentType: z.string(),
  /** The version that serves the calls, where it is not the one asked for. */
  otherVersion: z.string().nullable(),
  /** The app is not live: new posts answer 200, and only people with a role in the app see them. */
  devMode: z.boolean(),
  /** New posts get an id and are never to be seen by anybody. */
  neverVisible: z.boolean(),
  ignoreSince: z.boolean(),
  /** The first page of a list is empty and has a next one. */
  emptyPageWithNext: z.boolean(),
  noPermalink: z.boolean(),
  tokenDies: z
    .union([
      z.literal(458),
      z.literal(459),
      z.literal(460),
      z.literal(463),
      z.literal(464),
      z.literal(467),
      z.literal(492),
    ])
    .nullable(),
});
export type SimulatorSettings = z.infer<typeof simulatorSettings>;

export const DEFAULT_SETTINGS: SimulatorSettings = {
  readLagMs: 0,
  listLagMs: 0,
  duplicateGuard: true,
  requireProof: false,
  usage: null,
  // https://developers.facebook.com/docs/graph-api/reference/page/photos/
  photoLifeMs: 24 * 60 * 60 * 1000,
  localised: false,
  contentType: 'application/json; charset=utf-8',
  otherVersion: null,
  devMode: false,
  neverVisible: false,
  ignoreSince: false,
  emptyPageWithNext: false,
  noPermalink: false,
  tokenDies: null,
};
