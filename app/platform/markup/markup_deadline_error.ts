/** A text took too long to render; it is malformed on purpose, or far too long. */
export class MarkupDeadlineError extends Error {
  override name = 'MarkupDeadlineError'

  /** @param milliseconds - how long it was given */
  constructor(milliseconds: number) {
    super(`The text could not be rendered within ${milliseconds / 1000} seconds; shorten or simplify it.`)
  }
}
