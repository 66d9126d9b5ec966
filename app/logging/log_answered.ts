import type { Logger } from '@adonisjs/core/logger'
import type { AnsweredRequest } from '@pydotorg/platform/page_cache'
import { loggableAddress } from '#logging/loggable_address'

/**
 * The line of a request that was answered from memory, the same as that of every other.
 *
 * @param log - of the application
 * @param answered - the request
 */
export function logAnswered(log: Logger, { request, requestId, status, startedAt, bytes }: AnsweredRequest): void {
  log.info(
    {
      request_id: requestId,
      method: request.method,
      url: loggableAddress(request.url ?? '/'),
      status,
      duration_ms: Number((process.hrtime.bigint() - startedAt) / 10_000n) / 100,
      bytes,
    },
    'request'
  )
}
