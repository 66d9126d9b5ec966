import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import type { NextFn } from '@adonisjs/core/types/http'
import { StatementCount } from '@pydotorg/platform/database'
import { requestId } from '@pydotorg/platform/http'
import { loggableAddress } from '#logging/loggable_address'

/** The id is shown to visitors and stands in every log line, so what a client sends as one must look like one. */
function refuseStrangeId(ctx: HttpContext): void {
  const given = ctx.request.id()
  const id = requestId(ctx.request.request)
  if (id !== given) ctx.logger = logger.child({ request_id: id })
}

/** One line for each request, when its answer is on the wire or its client has gone. */
export default class RequestLogMiddleware {
  handle(ctx: HttpContext, next: NextFn): Promise<unknown> {
    const { request, response } = ctx
    const started = process.hrtime.bigint()
    const { socket } = request.request
    const sentBefore = socket.bytesWritten
    refuseStrangeId(ctx)
    response.setRequestId()
    const statements = app.inDev ? new StatementCount() : null
    response.onFinish(() => {
      ctx.logger.info(
        {
          method: request.method(),
          url: loggableAddress(request.request.url ?? '/'),
          status: response.response.statusCode,
          duration_ms: Number((process.hrtime.bigint() - started) / 10_000n) / 100,
          bytes: socket.bytesWritten - sentBefore,
          ...(statements && { queries: statements.total }),
        },
        response.response.writableFinished ? 'request' : 'request given up by the client'
      )
      if (statements?.repeated) ctx.logger.warn(statements.repeated, 'one statement again and again: is it in a loop?')
    })
    return statements ? statements.during(next) : next()
  }
}
