import type { BaseCommand } from '@adonisjs/core/ace'
import { inWords } from '../features/resolve_features.js'
import type { Features } from '../features/features.js'

/**
 * A plugin's commands run while it is off, since operators need them to prepare a launch; they are told.
 *
 * @param command - about to run, named `<plugin>:<verb>`
 * @param features - what is in force
 */
export function noticeWhenOff(command: BaseCommand, features: Features): void {
  const { key, state, isDeclared } = features.explain(command.commandName.split(':')[0] ?? '')
  if (isDeclared && state !== 'on')
    command.logger.warning(`plugin ${key} is ${inWords(state)}; the command runs all the same`)
}
