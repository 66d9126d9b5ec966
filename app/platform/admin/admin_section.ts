/** Headings of the menu, in their order. */
export const ADMIN_SECTIONS = ['Releases', 'Content', 'Community', 'People', 'Operations'] as const

export type AdminSection = (typeof ADMIN_SECTIONS)[number]
