import { BaseCheck, Result } from '@adonisjs/core/health'
import { loadCatalogue } from '#services/release_catalogue'

/** Warns while there is no release that the big button could offer: the pages work, but nobody gets Python. */
export default class LatestReleaseCheck extends BaseCheck {
  readonly name = 'Latest release of Python'

  async run(): Promise<Result> {
    const latest = (await loadCatalogue({ latestOnly: true })).latest(3)
    if (!latest) return Result.warning('No published release of Python 3 is marked as the latest')
    return Result.ok(latest.name)
  }
}
