import { BaseCheck, Result } from '@adonisjs/core/health'
import type { HealthCheckResult } from '@adonisjs/core/types/health'

/**
 * A check of disk or memory. What it finds is a warning and never more: a fuller disk is no reason to take a server
 * that answers out of use.
 */
export class MachineCheck extends BaseCheck {
  readonly name: string

  constructor(protected check: BaseCheck) {
    super()
    this.name = check.name
  }

  async run(): Promise<HealthCheckResult> {
    const result = await this.check.run()
    return result.status === 'error' ? Result.warning(result.message) : result
  }
}
