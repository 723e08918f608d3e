// What a process may do. By default it does all.

export const ROLES = ['fetch', 'extract', 'tag', 'alert', 'scheduler', 'api'] as const;
export type Role = (typeof ROLES)[number];

/** Roles from a list such as "fetch,tag". Names the unknown one. */
export function parseRoles(text: string | undefined): Role[] | { unknown: string } {
  if (text === undefined) return [...ROLES];
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !ROLES.some((role) => role === name));
  return unknown === undefined ? ROLES.filter((role) => names.includes(role)) : { unknown };
}
