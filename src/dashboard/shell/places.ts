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

export interface Place {
  readonly to: string;
  readonly name: string;
  readonly icon: Icon;
}

export const DAILY_PLACES = [
  { to: '/', name: 'Today', icon: IconNews },
  { to: '/calendar', name: 'Calendar', icon: IconCalendar },
  { to: '/posts', name: 'Posts', icon: IconAlignLeft },
  { to: '/articles', name: 'Articles', icon: IconArticle },
  { to: '/compose', name: 'Compose', icon: IconPencil },
] as const satisfies readonly Place[];

export const HOUSE_PLACES = [
  { to: '/templates', name: 'Templates', icon: IconBraces },
  { to: '/sources', name: 'Sources', icon: IconRss },
  { to: '/accounts', name: 'Accounts', icon: IconAt },
  { to: '/people', name: 'People', icon: IconUsers },
  { to: '/audit', name: 'Audit', icon: IconFileText },
  { to: '/settings', name: 'Settings', icon: IconAdjustmentsHorizontal },
] as const satisfies readonly Place[];
