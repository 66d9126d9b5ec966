import { BaseCheck, Result } from '@adonisjs/core/health'
import type { HealthCheckResult } from '@adonisjs/core/types/health'
import type { Fragments, SharedStore } from '@pydotorg/platform/cache'

/**
 * Whether the store answers in which processes share parts of pages. What it finds is a warning and never more: memory
 * goes on alone. Anybody may read its words, so they name no host.
 */
export class CacheCheck extends BaseCheck {
  readonly name = 'Cache'

  constructor(protected fragments: Pick<Fragments, 'shared'>) {
    super()
  }

  async run(): Promise<HealthCheckResult> {
    const { shared } = this.fragments
    if (shared === null) return Result.ok('Parts of pages are kept in memory')
    await shared.probe()
    const servers = shared.servers()
    const away = servers.filter(({ awaySince }) => awaySince !== null)
    const shares = `Parts of pages are kept in memory and shared (${shared.kind})`
    const found = away.length === 0 ? Result.ok(shares) : Result.warning(awayOf(away.length, shared))
    return found.mergeMetaData({ away: away.map(({ name }) => name), answering: servers.length - away.length })
  }
}

function awayOf(away: number, shared: SharedStore): string {
  const all = shared.servers().length
  if (away === all) return `Parts of pages are kept in memory alone: the store is away (${shared.kind})`
  return `Some parts of pages are kept in memory alone: ${away} of ${all} servers are away (${shared.kind})`
}
