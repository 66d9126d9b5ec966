import type { ApplicationService } from '@adonisjs/core/types'
import { SiteHealthReport, type SiteFindings } from '@pydotorg/platform/health'

/** Lets plugins ask how the site is; what `/health` tells anybody is the same with fewer words. */
export default class HealthProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    container.singleton(SiteHealthReport, () => ({
      async everything(): Promise<SiteFindings> {
        const { SiteHealth } = await import('#health/site_health')
        const { isHealthy, checks, finishedAt } = await (await container.make(SiteHealth)).everything()
        const findings = checks.map(({ name, status, message, meta }) => ({
          name,
          status,
          message,
          details: meta ?? {},
        }))
        return { isHealthy, findings, finishedAt: new Date(finishedAt) }
      },
    }))
  }
}
