/** Longer addresses say nothing more. */
const LONGEST_PATH = 60

/** What Python would raise. */
const BY_STATUS: Readonly<Record<number, string>> = {
  403: 'PermissionError: [Errno 13] Permission denied',
  404: 'LookupError: there is no page here',
  410: 'LookupError: this page is gone',
  429: 'TimeoutError: one moment, please',
  500: 'RuntimeError: something broke on our side',
  503: 'InterruptedError: back soon',
}

/**
 * An error as a session at Python's prompt, for the eye alone: the page says it in words as well.
 *
 * @param status - HTTP status
 * @param path - what was asked for
 * @returns the session; null for an error that has none
 * @example
 * pythonAnswer(404, '/nothing/') // '>>> visit("/nothing/")\nLookupError: there is no page here'
 */
export function pythonAnswer(status: number, path: string): string | null {
  const raised = BY_STATUS[status]
  if (!raised) return null
  const shown = path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path
  return `>>> visit(${JSON.stringify(shown)})\n${raised}`
}
