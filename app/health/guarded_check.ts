import { BaseCheck, Result } from '@adonisjs/core/health'
import type { HealthCheckResult } from '@adonisjs/core/types/health'
import type { HealthCheckSource } from '@pydotorg/platform/contributions'

/** Milliseconds after which a check that says nothing has failed. */
const PATIENCE = 5_000

function givenUp(patience: number): Promise<Result> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(Result.failed('No answer in time')), patience).unref()
  })
}

/** A plugin's check: one that cannot be made, throws or hangs has failed, and the report is there all the same. */
export class GuardedCheck extends BaseCheck {
  name = 'Check of a plugin'

  /**
   * @param source - the plugin's check
   * @param patience - milliseconds that it gets
   */
  constructor(
    protected source: HealthCheckSource,
    protected patience: number = PATIENCE
  ) {
    super()
  }

  async run(): Promise<HealthCheckResult> {
    try {
      const { default: Check } = await this.source()
      const check = new Check()
      this.name = check.name
      return await Promise.race([check.run(), givenUp(this.patience)])
    } catch (error) {
      return Result.failed('The check itself failed', error instanceof Error ? error : new Error(String(error)))
    }
  }
}
