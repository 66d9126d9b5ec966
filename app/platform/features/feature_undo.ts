import { FeatureChangeRefused } from './feature_change_refused.js'
import type { FeatureSetting, StoredFeature } from './feature_setting.js'
import type { ChangeAuthor, FeatureChangeRecord, FeatureStore } from './feature_store.js'
import type { FeatureSwitch } from './feature_switch.js'
import type { Features } from './features.js'

/** How far back a change is looked for: operators undo what they have just done. */
const REACH = 500

/** What undoing works with. */
export interface FeatureUndoParts {
  features: Features
  store: FeatureStore
  featureSwitch: FeatureSwitch
}

/**
 * Takes back a change of features, with all that cascaded from it. It is a change like any other: checked, recorded and
 * announced.
 *
 * @example
 * const undo = await app.container.make(FeatureUndo)
 * await undo.undo(change.id, { who: 'guido', reason: 'it was the other one', origin: auditOrigin(ctx) })
 */
export class FeatureUndo {
  readonly #parts: FeatureUndoParts

  /** @param parts - what it works with */
  constructor(parts: FeatureUndoParts) {
    this.#parts = parts
  }

  /**
   * @param id - of a line of the history
   * @returns that line and those that were made with it, as one change
   * @throws FeatureChangeRefused when there is none, or it is too old to be undone
   */
  async changeOf(id: number): Promise<FeatureChangeRecord[]> {
    const history = await this.#parts.store.history({ limit: REACH })
    const line = history.find((change) => change.id === id)
    if (!line) {
      throw new FeatureChangeRefused('E_UNKNOWN_CHANGE', `Among the last ${REACH} changes there is none with id ${id}.`)
    }
    // One transaction has one time, and one author.
    const isWith = (other: FeatureChangeRecord): boolean =>
      other.changedAt.getTime() === line.changedAt.getTime() && other.who === line.who
    const together = history.filter(isWith)
    const isAfter = (other: FeatureChangeRecord): boolean =>
      together.some((one) => one.key === other.key && one.id < other.id)
    const newer = history.find((other) => !together.includes(other) && isAfter(other))
    if (newer) {
      throw new FeatureChangeRefused(
        'E_CHANGED_SINCE',
        `${newer.key} was changed again by ${newer.who}; undo that change first.`,
        [newer.key]
      )
    }
    return together
  }

  /**
   * @param id - of a line of the history: the newest one of its feature
   * @param author - who takes it back, and why
   * @returns the rows as they are now
   * @throws FeatureChangeRefused when it was changed since, is locked or core, or others that are on would go dark
   */
  async undo(id: number, author: ChangeAuthor): Promise<StoredFeature[]> {
    const { features, store, featureSwitch } = this.#parts
    const settings = (await this.changeOf(id)).map((change) => this.#before(change))
    for (const { key, state } of settings) {
      featureSwitch.refuseUnchangeable(key)
      const left = featureSwitch.affectedBy(key, state).filter((other) => !settings.some((one) => one.key === other))
      if (left.length > 0) {
        throw new FeatureChangeRefused(
          'E_REQUIRED_FEATURE',
          `Undoing this would take ${left.join(', ')} off as well. Switch ${key} off with its dependents instead.`,
          left
        )
      }
    }
    const rows = await store.write(settings, author)
    features.apply(rows)
    return rows
  }

  /** A feature that nobody had decided about goes back to what its manifest says. */
  #before({ key, from }: FeatureChangeRecord): FeatureSetting {
    return { key, state: from?.state ?? this.#parts.features.explain(key).default ?? 'off', rules: from?.rules ?? {} }
  }
}
