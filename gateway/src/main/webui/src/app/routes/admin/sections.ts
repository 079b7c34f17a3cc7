export const SECTIONS = ['users', 'clients', 'audit', 'settings', 'status'] as const;
