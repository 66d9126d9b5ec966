import { isIP } from 'node:net'
import type { HttpContext } from '@adonisjs/core/http'
import { operatorName } from '../commands/operator_name.js'
import { currentUser } from '../identity/current_user.js'
import { boundedText } from './bounded_text.js'

/** Who did it, as it is to be read when the account is gone. */
export interface AuditActor {
  /** Of the account; null for commands and for who is not signed in. */
  id: number | null
  /** Name of the account, `operator@host (console)` or `anonymous`. */
  name: string
}

/** Who did it, and from where. */
export interface AuditOrigin {
  actor: AuditActor
  ip?: string | null
  requestId?: string | null
  userAgent?: string | null
}

/** An origin as the columns of `audit_entries`. */
export interface OriginColumns {
  actor_id: number | null
  actor: string
  ip: string | null
  request_id: string | null
  user_agent: string | null
}

const ANONYMOUS: AuditActor = { id: null, name: 'anonymous' }

/**
 * @param ctx - a request
 * @returns who sent it, and from where
 * @example
 * await featureSwitch.change({ key, state, who: ctx.auth.user.username, origin: auditOrigin(ctx) })
 */
export function auditOrigin(ctx: HttpContext): AuditOrigin {
  const user = currentUser(ctx)
  return {
    actor: user ? { id: user.id, name: user.username } : ANONYMOUS,
    ip: ctx.request.ip(),
    requestId: ctx.request.id() ?? null,
    userAgent: ctx.request.header('user-agent') ?? null,
  }
}

/**
 * @returns whoever runs a command
 * @example
 * await audit.record({ by: consoleOrigin(), action: 'users.user.create', subject })
 */
export function consoleOrigin(): AuditOrigin {
  return { actor: { id: null, name: `${operatorName()} (console)` } }
}

/**
 * @param origin - who and from where
 * @returns the same as it is kept: bounded, and without an address that is none
 */
export function originColumns({ actor, ip, requestId, userAgent }: AuditOrigin): OriginColumns {
  return {
    actor_id: actor.id,
    actor: boundedText(actor.name, 200),
    ip: plainAddress(ip ?? ''),
    request_id: requestId ? boundedText(requestId, 128) : null,
    user_agent: userAgent ? boundedText(userAgent, 300) : null,
  }
}

/** IPv4 as such, also when it came over a socket for IPv6; PostgreSQL knows no zones. */
function plainAddress(ip: string): string | null {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return isIP(address) ? address : null
}
