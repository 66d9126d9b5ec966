import type { AuditOrigin } from '../audit/audit_origin.js'
import type { FeatureSetting, StoredFeature } from './feature_setting.js'

/** Who changes something, and why: it goes into the history. */
export interface ChangeAuthor {
  /** A user, or `name@host` for a command. */
  who: string
  reason?: string | null
  /** From where, for the audit log; without it, the log knows no more than `who`. */
  origin?: AuditOrigin
}

/** What a feature was set to. */
export type RecordedValue = Omit<FeatureSetting, 'key'>

/** One line of the history. */
export interface FeatureChangeRecord {
  /** Grows with time. */
  id: number
  key: string
  who: string
  changedAt: Date
  /** Null when nobody had decided before, so that the default was in force. */
  from: RecordedValue | null
  /** Null when the decision was taken back, so that the default is in force again. */
  to: RecordedValue | null
  reason: string | null
}

/** Which lines of the history to read. */
export interface HistoryFilter {
  /** One feature; without it, all. */
  key?: string
  /** At most so many lines, newest first. */
  limit: number
}

/** Where operators' decisions are kept. Every implementation passes `tests/platform/features/feature_store_contract.ts`. */
export abstract class FeatureStore {
  /** Every decision, also about keys that no plugin declares. */
  abstract all(): Promise<StoredFeature[]>

  /**
   * Keeps decisions, all or none, each with a line in the history; one that changes nothing leaves none.
   *
   * @param settings - the new values
   * @param author - who decided, and why
   * @returns the rows as they stand now
   */
  abstract write(settings: readonly FeatureSetting[], author: ChangeAuthor): Promise<StoredFeature[]>

  /**
   * @param filter - which lines
   * @returns them, newest first
   */
  abstract history(filter: HistoryFilter): Promise<FeatureChangeRecord[]>
}
