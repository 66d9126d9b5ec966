import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { publicReport } from '#health/health_report'
import { SiteHealth } from '#health/site_health'

@inject()
export default class HealthController {
  constructor(protected health: SiteHealth) {}

  async show({ logger, response }: HttpContext): Promise<void> {
    const report = await this.health.everything()
    const bad = report.checks.filter(({ status }) => status === 'error')
    if (bad.length) logger.error({ checks: bad }, 'health check failed')
    response
      .header('Cache-Control', 'no-store')
      .status(report.isHealthy ? 200 : 503)
      .json(publicReport(report))
  }
}
