/**
 * A failure that the person at the terminal can mend. Its message is a whole
 * sentence that says what to do, so it is shown without a stack trace.
 */
export class LauncherError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message)
    this.name = 'LauncherError'
  }
}

/**
 * The text to show for anything that was thrown.
 *
 * @param {unknown} error
 * @returns {string}
 * @example
 * console.error(explain(error))
 */
export function explain(error) {
  if (error instanceof LauncherError) return error.message
  if (error instanceof Error) return error.stack ?? error.message
  return String(error)
}
