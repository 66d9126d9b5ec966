import type { HttpContext } from '@adonisjs/core/http'
import { QueryParameters } from '../query_parameters.js'
import { WireCredentials, type WireAccount } from '../wire_credentials.js'
import { V1Unauthorized } from './v1_answers.js'

/** Who asks: a guest, or an account that showed its key. A session never counts. */
export class V1Caller {
  /** @param account - null for a guest */
  constructor(readonly account: WireAccount | null) {}

  /** @throws V1Unauthorized unless the caller may write */
  authorize(): void {
    if (!this.account?.isStaff) throw new V1Unauthorized()
  }
}

/**
 * Reads `Authorization: ApiKey <username>:<key>`.
 *
 * @param ctx - the request
 * @returns who asks
 * @throws V1Unauthorized for any credential that is not valid, and for one that stands in the address
 */
export async function v1Caller({ request, containerResolver }: HttpContext): Promise<V1Caller> {
  const parameters = QueryParameters.of(request)
  if (parameters.has('username') || parameters.has('api_key')) throw new V1Unauthorized()

  const header = request.header('authorization')
  if (!header) return new V1Caller(null)

  const parts = API_KEY.exec(header)
  if (!parts) throw new V1Unauthorized()

  const credentials = await containerResolver.make(WireCredentials)
  const account = await credentials.byApiKey(parts[1]!, parts[2]!)
  if (!account?.isActive) throw new V1Unauthorized()
  return new V1Caller(account)
}

/** Exactly one colon, and something on both sides of it. */
const API_KEY = /^apikey ([^:]+):([^:]+)$/i
