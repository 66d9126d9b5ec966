import { inject } from '@adonisjs/core'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Job } from '../job.js'
import type { JobRun } from '../job_run.js'
import { FeaturePlans } from '../../features/feature_plans.js'

const payload = vine.create({ plan: vine.number() })

/** Makes a planned change of a feature when its time has come. One that is done or cancelled is left alone. */
@inject()
export default class CarryOutPlan extends Job<typeof payload> {
  static override jobName = 'platform.carry_out_feature_plan'
  static override payload = payload

  constructor(protected plans: FeaturePlans) {
    super()
  }

  /**
   * @param plan - id of a planned change
   * @param at - when it is due; a moment that is past is due at once
   * @param trx - transaction that keeps the plan
   */
  static async wakeAt(plan: number, at: Date, trx: TransactionClientContract): Promise<void> {
    await CarryOutPlan.dispatch({ plan }, { delay: Math.max(0, at.getTime() - Date.now()), trx })
  }

  override async handle({ plan }: Infer<typeof payload>, { logger }: JobRun): Promise<void> {
    const carriedOut = await this.plans.carryOut(plan)
    if (carriedOut) logger.info({ feature: carriedOut.key, status: carriedOut.status }, 'a planned change was due')
  }
}
