import { BaseCheck, Result } from '@adonisjs/core/health'
import type { HealthCheckResult } from '@adonisjs/core/types/health'
import type { HealthCheckSource } from '@pydotorg/platform/contributions'

/** Milliseconds after which a check that says nothing has failed. */
const PATIENCE = 5_000

function givenUp(): Promise<Result> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(Result.failed('No answer in time')), PATIENCE).unref()
  })
}

/** A plugin's check: one that cannot be made, throws or hangs has failed, and the report is there all the same. */
export class GuardedCheck extends BaseCheck {
  name = 'Check of a plugin'

  constructor(protected source: HealthCheckSource) {
    super()
  }

  async run(): Promise<HealthCheckResult> {
    try {
      const { default: Check } = await this.source()
      const check = new Check()
      this.name = check.name
      return await Promise.race([check.run(), givenUp()])
    } catch (error) {
      return Result.failed('The check itself failed', error instanceof Error ? error : new Error(String(error)))
    }
  }
}
