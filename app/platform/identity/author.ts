import { HttpContext } from '@adonisjs/core/http'
import { auditOrigin, type AuditOrigin } from '../audit/main.js'
import type { User } from './models/user.js'

/** Who does something, for the audit log: a request, or `consoleOrigin()` in a command. */
export type Author = HttpContext | AuditOrigin

/**
 * @param user - who has just proved who they are, and is not signed in yet
 * @param by - the request
 * @returns the request as one of that person, so that the log does not call them anonymous
 */
export function actingAs({ id, username }: User, by: Author): AuditOrigin {
  const origin = by instanceof HttpContext ? auditOrigin(by) : by
  return { ...origin, actor: { id, name: username } }
}
