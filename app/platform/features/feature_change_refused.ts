import { Exception } from '@adonisjs/core/exceptions'

/** Why a change is refused. */
export type RefusalCode =
  /** No plugin declares the feature; `names` are the closest ones. */
  | 'E_UNKNOWN_FEATURE'
  /** The plugin could not be loaded, so there is nothing to switch. */
  | 'E_FAILED_PLUGIN'
  /** The site cannot be without it. */
  | 'E_CORE_FEATURE'
  /** The environment dictates the state; `names` holds the variable. */
  | 'E_LOCKED_FEATURE'
  /** Plugins that are on require it; `names` are theirs. */
  | 'E_REQUIRED_FEATURE'
  /** There is no such change to undo. */
  | 'E_UNKNOWN_CHANGE'
  /** Somebody changed it again since; `names` is the feature. */
  | 'E_CHANGED_SINCE'

/** A change of a feature that is not made; its message tells the operator why and what to do. */
export class FeatureChangeRefused extends Exception {
  /** Features or a variable that the message speaks of. */
  readonly names: readonly string[]

  /**
   * @param code - why
   * @param message - the same for people
   * @param names - features or a variable that the message speaks of
   */
  constructor(code: RefusalCode, message: string, names: readonly string[] = []) {
    super(message, { code, status: code.startsWith('E_UNKNOWN') ? 404 : 409 })
    this.names = names
  }
}
