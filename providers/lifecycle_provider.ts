import type { ApplicationService } from '@adonisjs/core/types'

/** How a web process starts, not without its database, and how it stops: in a bounded time. */
export default class LifecycleProvider {
  constructor(protected app: ApplicationService) {}

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
