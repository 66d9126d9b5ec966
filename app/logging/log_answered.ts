import { hostname } from 'node:os'
import type { Logger } from '@adonisjs/core/logger'
import type { AnsweredRequest } from '@pydotorg/platform/page_cache'
import { loggableAddress } from '#logging/loggable_address'
import type { LineStream } from '#logging/turn_stream'

/**
 * Writes the line of a request that was answered from memory, the same as that of every other. Nothing secret can stand
 * in its fields but in the address, which is looked at here.
 *
 * Its text is put together here: the logger looks for masks and serializers of each field, which costs a tenth of what
 * sending the page does.
 *
 * @param log - of the application; its level and its own fields count
 * @param stream - that the log writes to; without one the logger writes the line itself
 * @returns what is told of each such request
 */
export function answeredLog(log: Logger, stream: LineStream | null): (answered: AnsweredRequest) => void {
  if (!stream) return (answered) => log.info(fieldsOf(answered), 'request')
  const own = JSON.stringify({ pid: process.pid, hostname: hostname(), ...log.bindings() }).slice(1, -1)
  return (answered) => {
    if (log.isLevelEnabled('info')) stream.write(lineOf(answered, own))
  }
}

function lineOf(answered: AnsweredRequest, own: string): string {
  const { request_id: id, method, url, status, duration_ms: duration, bytes } = fieldsOf(answered)
  return (
    // 30 is "info" among the levels of the log.
    `{"level":30,"time":${Date.now()},${own},"request_id":"${id}","method":"${method}","url":${JSON.stringify(url)},` +
    `"status":${status},"duration_ms":${duration},"bytes":${bytes},"msg":"request"}\n`
  )
}

function fieldsOf({ request, requestId, status, startedAt, bytes }: AnsweredRequest) {
  return {
    request_id: requestId,
    method: request.method,
    url: loggableAddress(request.url ?? '/'),
    status,
    duration_ms: Math.floor((performance.now() - startedAt) * 100) / 100,
    bytes,
  }
}
