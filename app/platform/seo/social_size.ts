/** Pixels of pictures for links, as services that show them want them. */
export const SOCIAL_SIZE = { width: 1200, height: 630 } as const
