interface DatabaseError {
  code: string
  detail?: string
  message: string
}

/** Classes of SQLSTATE that a row's own contents cause: data exceptions, broken constraints, one row given twice. */
const CAUSED_BY_A_ROW = ['21', '22', '23']

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && typeof (error as Partial<DatabaseError>).code === 'string'
}

/**
 * @param error - what a statement threw
 * @returns why a row was refused, or null when the error is no row's fault
 */
export function rowErrorReason(error: unknown): string | null {
  if (!isDatabaseError(error) || !CAUSED_BY_A_ROW.includes(error.code.slice(0, 2))) return null
  if (error.detail) return error.detail.replace(/\.$/, '')
  // The driver's message is the statement, a hyphen, and PostgreSQL's own words.
  return error.message.slice(error.message.lastIndexOf(' - ') + 1).replace(/^- /, '')
}
