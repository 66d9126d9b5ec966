import { text } from 'node:stream/consumers'
import type { BaseCommand } from '@adonisjs/core/ace'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { PasswordStrength } from '../identity/passwords/password_strength.js'
import type { PersonalDetails } from '../identity/passwords/personal_words.js'

/** How a command gets a password. */
export interface PasswordFlags {
  /** False for `--no-password`. */
  password: boolean
  passwordStdin: boolean
}

/**
 * Never from an argument: others see those in the list of processes, and the shell remembers them.
 *
 * @param command - with the flags
 * @param about - whose password it becomes
 * @returns the password; null for an account without one
 * @throws OperatorMistake for one that can be guessed
 */
export async function typedPassword(
  command: BaseCommand & PasswordFlags,
  about: PersonalDetails
): Promise<string | null> {
  if (!command.password) {
    if (command.passwordStdin) throw new OperatorMistake('Choose one of --no-password and --password-stdin.')
    return null
  }
  const password = command.passwordStdin ? await fromStandardInput() : await asked(command)
  const { message } = await (await command.app.container.make(PasswordStrength)).judge(password, about)
  if (message !== null) throw new OperatorMistake(`This password is refused. ${message}`)
  return password
}

/** One line, whose end belongs to the terminal and not to the password. */
async function fromStandardInput(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}

async function asked({ prompt }: BaseCommand): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new OperatorMistake('Nobody can be asked here: give the password with --password-stdin, or --no-password.')
  }
  const password = await prompt.secure('Password')
  if ((await prompt.secure('The same once more')) === password) return password
  throw new OperatorMistake('The two passwords are not the same.')
}
