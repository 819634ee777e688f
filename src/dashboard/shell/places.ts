import {
  IconAdjustmentsHorizontal,
  IconAlignLeft,
  IconArticle,
  IconAt,
  IconBraces,
  IconCalendar,
  IconFileText,
  IconNews,
  IconPencil,
  IconRss,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { Role } from '../server/contract.js';

export interface Place {
  readonly to: string;
  readonly name: string;
  readonly icon: Icon;
  /** Who has anything to do there. */
  readonly role: Role;
}

export const DAILY_PLACES = [
  { to: '/', name: 'Today', icon: IconNews, role: 'viewer' },
  { to: '/calendar', name: 'Calendar', icon: IconCalendar, role: 'viewer' },
  { to: '/posts', name: 'Posts', icon: IconAlignLeft, role: 'viewer' },
  { to: '/articles', name: 'Articles', icon: IconArticle, role: 'viewer' },
  { to: '/compose', name: 'Compose', icon: IconPencil, role: 'editor' },
] as const satisfies readonly Place[];

export const HOUSE_PLACES = [
  { to: '/templates', name: 'Templates', icon: IconBraces, role: 'viewer' },
  { to: '/sources', name: 'Sources', icon: IconRss, role: 'viewer' },
  { to: '/accounts', name: 'Accounts', icon: IconAt, role: 'viewer' },
  { to: '/people', name: 'People', icon: IconUsers, role: 'viewer' },
  { to: '/audit', name: 'Audit', icon: IconFileText, role: 'approver' },
  { to: '/settings', name: 'Settings', icon: IconAdjustmentsHorizontal, role: 'viewer' },
] as const satisfies readonly Place[];
