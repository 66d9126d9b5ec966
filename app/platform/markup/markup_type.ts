/** The markup languages that content may be written in; stored in the database beside the source. */
export const MARKUP_TYPES = ['markdown', 'restructuredtext', 'html', 'plain'] as const

/** One of {@link MARKUP_TYPES}. */
export type MarkupType = (typeof MARKUP_TYPES)[number]

/** Somebody asked for a markup language that the site does not have. */
export class UnknownMarkupTypeError extends Error {
  override name = 'UnknownMarkupTypeError'

  /** @param asked - what was asked for */
  constructor(asked: string) {
    super(`There is no markup type ${JSON.stringify(asked)}; the site knows ${MARKUP_TYPES.join(', ')}.`)
  }
}
