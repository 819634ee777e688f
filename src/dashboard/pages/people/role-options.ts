import type { Role } from '../../server/contract.js';
import { ROLE_TITLES } from '../../shell/role-titles.js';

export const ROLE_OPTIONS = Object.entries(ROLE_TITLES).map(([value, label]) => ({ value: value as Role, label }));
