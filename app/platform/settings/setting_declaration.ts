interface Described {
  /** `<plugin>.<noun>`, e.g. `downloads.releases_on_home`; also the name of the variable that locks it. */
  key: string
  /** What operators read in lists, e.g. `Releases on the home page`. */
  title: string
  /** One sentence: what changes with it. */
  summary: string
  /** A variable of the environment that had this job before there were settings; it locks it as well. */
  variable?: string
}

/** Words, an address or an e-mail address. With `null` as its default it may be empty. */
export interface TextDeclaration extends Described {
  type: 'text' | 'url' | 'email'
  default: string | null
  /** Characters at most; 500 unless said. */
  maxLength?: number
}

/** A whole number. */
export interface NumberDeclaration extends Described {
  type: 'number'
  default: number
  min: number
  max: number
}

/** Yes or no. */
export interface BooleanDeclaration extends Described {
  type: 'boolean'
  default: boolean
}

/** One of several. */
export interface ChoiceDeclaration extends Described {
  type: 'choice'
  choices: readonly { readonly value: string; readonly label: string }[]
  default: string
}

/** A time in words, such as `30 minutes`; read as milliseconds. */
export interface DurationDeclaration extends Described {
  type: 'duration'
  default: string
  min: string
  max: string
}

/** Everything that a plugin says of a setting. */
export type SettingDeclaration =
  TextDeclaration | NumberDeclaration | BooleanDeclaration | ChoiceDeclaration | DurationDeclaration

/** What reading a setting gives. */
export type SettingScalar = string | number | boolean | null

/** What reading a setting that is declared so gives. */
export type ValueOf<D extends SettingDeclaration> = D extends { type: 'number' | 'duration' }
  ? number
  : D extends { type: 'boolean' }
    ? boolean
    : D extends { type: 'choice'; choices: readonly { readonly value: infer V }[] }
      ? V
      : D extends { default: null }
        ? string | null
        : string
