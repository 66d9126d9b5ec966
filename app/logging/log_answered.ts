import type { Logger } from '@adonisjs/core/logger'
import type { AnsweredRequest } from '@pydotorg/platform/page_cache'
import { loggableAddress } from '#logging/loggable_address'

/**
 * Writes the line of a request that was answered from memory, the same as that of every other. Nothing secret can stand
 * in its fields but in the address, which is looked at here: a walk through the record would cost as much as the answer.
 *
 * @param log - of the application
 * @returns what is told of each such request
 */
export function answeredLog(log: Logger): (answered: AnsweredRequest) => void {
  const plain = log.child({}, { formatters: { log: (record) => record } })
  return (answered) => logAnswered(plain, answered)
}

function logAnswered(log: Logger, { request, requestId, status, startedAt, bytes }: AnsweredRequest): void {
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
