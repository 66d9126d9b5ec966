/** What one check found. */
export interface HealthFinding {
  name: string
  status: 'ok' | 'warning' | 'error'
  /** In the check's own words; for operators only, since an error may name hosts and paths. */
  message: string
  /** Numbers beside it, by their names. */
  details: Readonly<Record<string, unknown>>
}

/** What all checks found. */
export interface SiteFindings {
  isHealthy: boolean
  findings: readonly HealthFinding[]
  finishedAt: Date
}

/**
 * How the site and everything it stands on is. The application that runs the plugins knows what to ask, and binds it.
 *
 * @example
 * const { findings } = await (await app.container.make(SiteHealthReport)).everything()
 */
export abstract class SiteHealthReport {
  /** @returns what every check found, also those of plugins; a check that fails is a finding, not an exception */
  abstract everything(): Promise<SiteFindings>
}
