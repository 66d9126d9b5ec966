import type { Setting } from './setting.js'
import type { SettingScalar } from './setting_declaration.js'

/** Variables of the environment: `process.env`, or a part of it in a test. */
type Environment = Readonly<Record<string, string | undefined>>

/** Texts that differ from the defaults, by key. */
export type StoredSettings = ReadonlyMap<string, string>

/** A variable says something that is no value of its setting. */
export class SettingEnvironmentError extends Error {
  override name = 'SettingEnvironmentError'
}

/** All that an operator wants to know of a setting. */
export interface SettingExplanation {
  key: string
  /** What is in force. */
  value: SettingScalar
  /** The same as it is typed; empty for none. */
  text: string
  /** What stands in the table, in force or not; null for nothing. */
  stored: string | null
  source: 'default' | 'set' | 'locked'
  /** The variable of the environment that decides, or null. */
  lockedBy: string | null
  /** What is wrong with what stands in the table, or null. */
  trouble: string | null
}

interface InForce {
  value: SettingScalar
  text: string
  trouble: string | null
}

/**
 * The settings of the site, read from memory: asking costs no I/O. What operators decided comes from the database through
 * `keptSettings`; until it does, and for whatever nobody decided, the defaults count.
 *
 * @example
 * settings.read(releasesOnHome)
 */
export class Settings {
  readonly #stored: () => StoredSettings
  readonly #environment: Environment
  #known = new Map<Setting, InForce>()
  #knownOf: StoredSettings | null = null

  /**
   * @param stored - what operators decided; another map after each change
   * @param environment - variables that may lock a setting
   */
  constructor(stored: () => StoredSettings, environment: Environment = {}) {
    this.#stored = stored
    this.#environment = environment
  }

  /**
   * @param setting - which one
   * @returns what is in force
   */
  read<Value extends SettingScalar>(setting: Setting<Value>): Value {
    return (this.#locked(setting) ?? this.#decided(setting)).value as Value
  }

  /**
   * @param setting - which one
   * @returns what is in force, and why
   */
  explain(setting: Setting): SettingExplanation {
    const variable = this.#variable(setting)
    const locked = this.#locked(setting)
    const decided = this.#decided(setting)
    const { value, text } = locked ?? decided
    const stored = this.#stored().get(setting.key) ?? null
    const isSet = stored !== null && decided.trouble === null
    const source = locked ? 'locked' : isSet ? 'set' : 'default'
    const lockedBy = locked ? variable : null
    return { key: setting.key, value, text, stored, source, lockedBy, trouble: decided.trouble }
  }

  /**
   * @param declared - every declared setting
   * @returns one sentence for each text in the table that is no value, or belongs to no setting
   */
  troubles(declared: readonly Setting[]): string[] {
    const keys = new Set(declared.map(({ key }) => key))
    const strangers = [...this.#stored().keys()].filter((key) => !keys.has(key))
    return [
      ...declared.flatMap((setting) => {
        const { trouble, stored } = this.explain(setting)
        return trouble ? [`${setting.key} is "${stored}" in the database, and the default counts. ${trouble}`] : []
      }),
      ...strangers.map((key) => `${key} stands in the database, but no plugin declares it.`),
    ]
  }

  /**
   * @param declared - every declared setting
   * @throws SettingEnvironmentError when a variable says something that is no value of its setting
   */
  refuseWrongEnvironment(declared: readonly Setting[]): void {
    for (const setting of declared) {
      const variable = this.#variable(setting)
      if (variable === null) continue
      const text = this.#environment[variable] ?? ''
      try {
        setting.parse(text)
      } catch (error) {
        const { message } = error as Error
        throw new SettingEnvironmentError(`The environment variable ${variable} is "${text}". ${message}`)
      }
    }
  }

  #variable({ variables }: Setting): string | null {
    return variables.find((name) => this.#environment[name]?.trim()) ?? null
  }

  #locked(setting: Setting): InForce | null {
    const variable = this.#variable(setting)
    return variable === null ? null : inForce(setting, this.#environment[variable] ?? '')
  }

  #decided(setting: Setting): InForce {
    const stored = this.#stored()
    if (stored !== this.#knownOf) {
      this.#known = new Map()
      this.#knownOf = stored
    }
    const known = this.#known.get(setting)
    if (known) return known
    const made = inForce(setting, stored.get(setting.key) ?? setting.defaultText)
    this.#known.set(setting, made)
    return made
  }
}

/** A declaration may have changed since somebody decided: what no longer fits gives way to the default. */
function inForce(setting: Setting, typed: string): InForce {
  try {
    return { value: setting.parse(typed), text: setting.textOf(typed), trouble: null }
  } catch (error) {
    return { value: setting.default, text: setting.defaultText, trouble: (error as Error).message }
  }
}
