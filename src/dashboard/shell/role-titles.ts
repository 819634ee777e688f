export const ROLE_TITLES = {
  viewer: 'Viewer',
  editor: 'Editor',
  approver: 'Approver',
  admin: 'Administrator',
} as const;
