import { isDeepStrictEqual } from 'node:util'
import type { FeatureSetting, StoredFeature } from './feature_setting.js'
import {
  FeatureStore,
  type ChangeAuthor,
  type FeatureChangeRecord,
  type HistoryFilter,
  type RecordedValue,
} from './feature_store.js'

function recorded({ state, rules }: FeatureSetting): RecordedValue {
  return { state, rules }
}

/** Decisions in memory, for tests of what stands on a store; they are gone with the process. */
export class MemoryFeatureStore extends FeatureStore {
  readonly #rows = new Map<string, StoredFeature>()
  readonly #history: FeatureChangeRecord[] = []

  override async all(): Promise<StoredFeature[]> {
    return [...this.#rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  override async write(settings: readonly FeatureSetting[], { who, reason }: ChangeAuthor): Promise<StoredFeature[]> {
    return settings.map((setting) => {
      const before = this.#rows.get(setting.key)
      const row: StoredFeature = { ...structuredClone(setting), updatedAt: new Date() }
      this.#rows.set(setting.key, row)
      const from = before ? recorded(before) : null
      const to = recorded(row)
      if (isDeepStrictEqual(from, to)) return row
      const id = this.#history.length + 1
      this.#history.push({ id, key: row.key, who, changedAt: row.updatedAt, from, to, reason: reason || null })
      return row
    })
  }

  override async history({ key, limit }: HistoryFilter): Promise<FeatureChangeRecord[]> {
    return this.#history
      .filter((line) => key === undefined || line.key === key)
      .reverse()
      .slice(0, limit)
  }
}
