import type { Score, ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adviceFor } from './password_advice.js'
import { LONGEST_PASSWORD } from './passwords.js'
import { personalWords, type PersonalDetails } from './personal_words.js'

/** In characters as people count them. */
export const SHORTEST_PASSWORD = 8

/**
 * 3 of 4 means more than 10^8 guesses. Guessing at the site's own door is limited, so this is about a stolen database:
 * at 141 ms of work a guess, 10^8 of them take a core half a year, for each account anew.
 */
const LEAST_SCORE = 3

/**
 * What zxcvbn looks at: 72 characters take up to 50 ms here, 1,024 of them 2.3 s. What comes after cannot make a
 * password weaker than its beginning.
 */
const LOOKED_AT = 72

/** What is said of a password. */
export interface StrengthVerdict {
  acceptable: boolean
  /** zxcvbn's, from 0 to 4; 0 also for a password that is refused for its length or because everybody has it. */
  score: Score
  /** What to do, in a sentence or two; null when the password is accepted. */
  message: string | null
}

interface Judge {
  zxcvbn: ZxcvbnFactory
  common: ReadonlySet<string>
}

/**
 * Says whether a password can be guessed. There are no rules about digits and capitals: they make people write
 * `Password1!`. What counts is how many guesses it takes, and that no list of common passwords has it.
 *
 * @example
 * const strength = await app.container.make(PasswordStrength)
 * const { acceptable, message } = await strength.judge(password, { username, email })
 */
export class PasswordStrength {
  readonly #siteWords: readonly string[]
  #judge: Promise<Judge> | null = null

  /** @param siteWords - what people who think of this site think of, e.g. its name */
  constructor(siteWords: readonly string[]) {
    this.#siteWords = siteWords
  }

  /**
   * @param password - as it was typed
   * @param about - what others know of the person; such words are worth nothing in a password
   * @returns the verdict, with what to do about it
   */
  async judge(password: string, about: PersonalDetails = {}): Promise<StrengthVerdict> {
    if ([...password].length < SHORTEST_PASSWORD) return refusal(`Use at least ${SHORTEST_PASSWORD} characters.`)
    if (password.length > LONGEST_PASSWORD)
      return refusal(`Use at most ${LONGEST_PASSWORD.toLocaleString('en')} characters.`)

    const { zxcvbn, common } = await this.#loaded()
    if (common.has(password.toLowerCase()))
      return refusal('Many people have this password, so it is among the first that are tried. Choose another one.')

    const words = [...personalWords(about), ...this.#siteWords]
    const { score, feedback } = zxcvbn.check(password.slice(0, LOOKED_AT), words)
    if (score >= LEAST_SCORE) return { acceptable: true, score, message: null }
    return { acceptable: false, score, message: adviceFor(feedback.warning) }
  }

  /** The lists take 50 ms and 27 MB, so they are read when the first password is judged and not when the site starts. */
  #loaded(): Promise<Judge> {
    this.#judge ??= load().catch((error: unknown) => {
      this.#judge = null
      throw error
    })
    return this.#judge
  }
}

async function load(): Promise<Judge> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return {
    zxcvbn: new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LOOKED_AT }),
    common: new Set(dictionary['passwords-common']),
  }
}

function refusal(message: string): StrengthVerdict {
  return { acceptable: false, score: 0, message }
}
