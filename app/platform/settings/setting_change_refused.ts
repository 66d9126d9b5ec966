import { Exception } from '@adonisjs/core/exceptions'

/** Why a change is refused. */
export type SettingRefusalCode = 'E_UNKNOWN_SETTING' | 'E_LOCKED_SETTING' | 'E_SETTING_VALUE'

const STATUS = { E_UNKNOWN_SETTING: 404, E_LOCKED_SETTING: 409, E_SETTING_VALUE: 422 } as const

/** A change of a setting that is not made; its message tells the operator why and what to do. */
export class SettingChangeRefused extends Exception {
  /**
   * @param code - why
   * @param message - the same for people
   */
  constructor(code: SettingRefusalCode, message: string) {
    super(message, { code, status: STATUS[code] })
  }
}
