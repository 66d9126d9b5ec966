/**
 * @param error - what a query threw
 * @returns the database's reason when a row is at fault (SQLSTATE 22: a value that is none, 23: a broken constraint),
 *   else null
 */
export function refusedByDatabase(error: unknown): string | null {
  const { code, message } = error as { code?: unknown; message?: string }
  if (typeof code !== 'string' || !/^2[23]/.test(code)) return null
  // Knex puts the statement before the reason.
  return message?.split(' - ').at(-1) ?? code
}
