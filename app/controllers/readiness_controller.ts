import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import { SiteHealth } from '#health/site_health'

/** May requests be sent here? Not without the database, and not while the process is on its way out. */
@inject()
export default class ReadinessController {
  constructor(protected health: SiteHealth) {}

  async show({ response }: HttpContext): Promise<void> {
    const ready = !app.isTerminating && (await this.health.needed()).isHealthy
    response
      .header('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ok' : 'error' })
  }
}
