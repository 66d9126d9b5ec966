import type { ApplicationService } from '@adonisjs/core/types'

/** How a web process starts, not without its database, and how it stops: in a bounded time. In every process transactions are sure. */
export default class LifecycleProvider {
  constructor(protected app: ApplicationService) {}

  /** In development the log tells how many statements a request sent (`app/middleware/request_log_middleware.ts`). */
  async boot(): Promise<void> {
    const { countStatementsOf, eachClient, makeTransactionsSure } = await import('@pydotorg/platform/database')
    makeTransactionsSure()
    if (!this.app.inDev || this.app.getEnvironment() !== 'web') return
    const { container } = this.app
    eachClient(await container.make('lucid.db'), await container.make('emitter'), countStatementsOf)
  }

  async start(): Promise<void> {
    if (!this.#serves()) return
    const { default: env } = await import('#start/env')
    const { requireDatabase } = await import('#boot/require_database')
    await requireDatabase(env.get('DATABASE_URL'))
  }

  async ready(): Promise<void> {
    if (!this.#serves()) return
    const { shutdownDeadline } = await import('#config/app')
    const server = await this.app.container.make('server')
    // AdonisJS waits for every connection, and a stream that is open never ends by itself.
    this.app.terminating(() => {
      setTimeout(() => server.getNodeServer()?.closeAllConnections(), shutdownDeadline).unref()
    })
  }

  #serves(): boolean {
    return this.app.getEnvironment() === 'web' && this.app.getMode() === 'run'
  }
}
