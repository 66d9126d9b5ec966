import type { HttpContext } from '@adonisjs/core/http'
import { QueryParameters } from '../query_parameters.js'
import { WireCredentials, type WireAccount } from '../wire_credentials.js'
import { overQuota } from '../wire_quota.js'
import { V1Unauthorized } from './v1_answers.js'
import { V1Throttled } from './v1_throttled.js'

/** Who asks: a guest, or an account that showed its key. A session never counts. */
export class V1Caller {
  /** @param account - null for a guest */
  constructor(readonly account: WireAccount | null) {}

  /**
   * @returns the account that writes
   * @throws V1Unauthorized unless the caller may write
   */
  authorize(): WireAccount {
    if (!this.account?.isStaff) throw new V1Unauthorized()
    return this.account
  }
}

/**
 * Reads `Authorization: ApiKey <username>:<key>`.
 *
 * @param ctx - the request
 * @returns who asks
 * @throws V1Unauthorized for any credential that is not valid, and for one that stands in the address; V1Throttled when
 *   the caller's day is used up
 */
export async function v1Caller(ctx: HttpContext): Promise<V1Caller> {
  const account = await accountOf(ctx)
  if ((await overQuota(ctx, account)) !== null) throw new V1Throttled()
  return new V1Caller(account)
}

async function accountOf({ request, containerResolver }: HttpContext): Promise<WireAccount | null> {
  const parameters = QueryParameters.of(request)
  if (parameters.has('username') || parameters.has('api_key')) throw new V1Unauthorized()

  const header = request.header('authorization')
  if (!header) return null

  const parts = API_KEY.exec(header)
  if (!parts) throw new V1Unauthorized()

  const credentials = await containerResolver.make(WireCredentials)
  const account = await credentials.byApiKey(parts[1]!, parts[2]!)
  if (!account?.isActive) throw new V1Unauthorized()
  return account
}

/** Exactly one colon, and something on both sides of it. */
const API_KEY = /^apikey ([^:]+):([^:]+)$/i
