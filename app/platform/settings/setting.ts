import { readText } from './read_text.js'
import type { SettingDeclaration, SettingScalar, ValueOf } from './setting_declaration.js'

const KEY = /^[a-z][a-z0-9_]{0,60}\.[a-z][a-z0-9_]{0,100}$/

/** A value that operators change while the site runs. */
export class Setting<Value extends SettingScalar = SettingScalar> {
  readonly declaration: SettingDeclaration
  /** Its value until somebody decides otherwise. */
  readonly default: Value
  /** The default as it is typed; empty when there is none. */
  readonly defaultText: string
  /** Variables of the environment that lock it, the one that wins first. */
  readonly variables: readonly string[]

  /** @param declaration - what there is to know of it */
  constructor(declaration: SettingDeclaration) {
    const { key, default: preset, variable } = declaration
    if (!KEY.test(key)) throw new Error(`"${key}" is no key of a setting; write <plugin>.<noun> in snake_case.`)
    this.declaration = declaration
    this.defaultText = preset === null ? '' : String(preset)
    this.default = readText(declaration, this.defaultText).value as Value
    const own = `SETTING_${key.replace('.', '__').toUpperCase()}`
    this.variables = variable ? [own, variable] : [own]
  }

  /** `<plugin>.<noun>`. */
  get key(): string {
    return this.declaration.key
  }

  /**
   * @param typed - what somebody wrote
   * @returns the value
   * @throws SettingValueError when it is none of this setting
   */
  parse(typed: string): Value {
    return readText(this.declaration, typed).value as Value
  }

  /**
   * @param typed - what somebody wrote
   * @returns the text by which it is kept
   * @throws SettingValueError when it is no value of this setting
   */
  textOf(typed: string): string {
    return readText(this.declaration, typed).text
  }
}

/**
 * Declares a setting, and types what reading it gives. A module of the plugin lists its settings as default export, and
 * the manifest contributes it.
 *
 * @param declaration - what there is to know of it
 * @returns the setting, to read by
 * @throws Error when the key is none, and SettingValueError when the default does not fit the bounds
 * @example
 * export const releasesOnHome = defineSetting({
 *   key: 'downloads.releases_on_home',
 *   title: 'Releases on the home page',
 *   summary: 'How many of the newest releases are listed.',
 *   type: 'number',
 *   default: 5,
 *   min: 1,
 *   max: 20,
 * })
 * settings.read(releasesOnHome) // a number
 */
export function defineSetting<const D extends SettingDeclaration>(declaration: D): Setting<ValueOf<D>> {
  return new Setting<ValueOf<D>>(declaration)
}
