import { OperatorMistake } from '../../identity/operators/operator_mistake.js'
import type { MailOverride } from './mail_override.js'
import { problemLine, type MailProblem } from './mail_problem.js'

/** Words that cannot be sent; what is wrong with each part. */
export class UnsoundMail extends OperatorMistake {
  /** @param problems - at least one */
  constructor(readonly problems: readonly MailProblem[]) {
    super(problems.map(problemLine).join('\n'))
  }
}

/** Somebody else changed the mail meanwhile. */
export class OverrideConflict extends OperatorMistake {
  /** @param current - what is there now; null when it was removed */
  constructor(readonly current: MailOverride | null) {
    super(
      current
        ? `${current.changedBy} has changed this mail meanwhile: version ${current.version} is there now. Compare, and save again.`
        : 'The override was removed meanwhile. Save again to write a new one.'
    )
  }
}
