import { isUtf8 } from 'node:buffer'
import type { HttpContext } from '@adonisjs/core/http'
import { WireCredentials, type WireAccount } from '../wire_credentials.js'
import { overQuota } from '../wire_quota.js'
import { V2Exception } from './v2_answers.js'

/** Who asks: a guest, or an account that showed its token. A session never counts. */
export class V2Caller {
  /** @param account - null for a guest */
  constructor(readonly account: WireAccount | null) {}

  /**
   * @returns the account that writes
   * @throws V2Exception unless the caller may write: 401 for a guest, 403 for everybody but staff
   */
  authorize(): WireAccount {
    if (!this.account) throw new V2Exception(401, 'Authentication credentials were not provided.')
    if (!this.account.isStaff) throw new V2Exception(403, 'You do not have permission to perform this action.')
    return this.account
  }
}

/**
 * Reads `Authorization: Token <token>`; any other scheme makes a guest.
 *
 * @param ctx - the request
 * @returns who asks
 * @throws V2Exception 401 for a token that is not valid, 429 when the caller's day is used up
 */
export async function v2Caller(ctx: HttpContext): Promise<V2Caller> {
  const account = await accountOf(ctx)
  // Staff see drafts, and no cache between may show those to others.
  if (account) ctx.response.header('Cache-Control', 'private, no-store')
  const wait = await overQuota(ctx, account)
  if (wait === null) return new V2Caller(account)
  const seconds = wait === 1 ? '1 second' : `${wait} seconds`
  throw new V2Exception(429, `Request was throttled. Expected available in ${seconds}.`)
}

async function accountOf({ request, containerResolver }: HttpContext): Promise<WireAccount | null> {
  const [scheme, token, ...more] = (request.header('authorization') ?? '').trim().split(/\s+/)
  if (scheme?.toLowerCase() !== 'token') return null
  if (token === undefined) throw refusal('Invalid token header. No credentials provided.')
  if (more.length > 0) throw refusal('Invalid token header. Token string should not contain spaces.')
  if (!isUtf8(Buffer.from(token, 'latin1'))) {
    throw refusal('Invalid token header. Token string should not contain invalid characters.')
  }

  const credentials = await containerResolver.make(WireCredentials)
  const account = await credentials.byToken(token)
  if (!account) throw refusal('Invalid token.')
  if (!account.isActive) throw refusal('User inactive or deleted.')
  return account
}

function refusal(sentence: string): V2Exception {
  return new V2Exception(401, sentence)
}
