import type { FragmentCounts, ServerState, SharedStoreKind } from '@pydotorg/platform/cache'
import { hitRatio } from './hit_ratio.js'

const NAMES: Readonly<Record<SharedStoreKind, string>> = {
  database: 'Database',
  redis: 'Redis',
  memcached: 'Memcached',
}

/** Where parts of pages are looked for, one place after the other. */
export interface StoreLine {
  name: string
  asked: number
  hits: number
  /** In words. */
  ratio: string
}

/** A server in which processes share parts of pages. */
export interface ServerLine extends ServerState {
  /** Not answered: it failed, or was not asked because it had. */
  unanswered: number
}

/** What a page of operators tells of stores. */
export interface StoreReport {
  stores: StoreLine[]
  servers: ServerLine[]
  /** Those that are away. */
  away: number
}

/**
 * @param parts - what became of parts of pages in this process
 * @param shared - the store that processes share; null where each keeps its own
 * @returns hits by store, and how each server is
 */
export function storeReport(
  parts: FragmentCounts,
  shared: { kind: SharedStoreKind; servers(): readonly ServerState[] } | null
): StoreReport {
  const servers = (shared?.servers() ?? []).map((state) => ({ ...state, unanswered: state.failures + state.spared }))
  const answered = servers.reduce((sum, { found, missing }) => sum + found + missing, 0)
  const memory = storeLine('Memory of this process', parts.fromMemory, parts.hits + parts.misses)
  return {
    stores: shared ? [memory, storeLine(NAMES[shared.kind], parts.fromShared, answered)] : [memory],
    servers,
    away: servers.filter(({ awaySince }) => awaySince !== null).length,
  }
}

function storeLine(name: string, hits: number, asked: number): StoreLine {
  return { name, hits, asked, ratio: hitRatio(hits, asked - hits) }
}
