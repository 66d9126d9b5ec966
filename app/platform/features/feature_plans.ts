import type { HttpContext } from '@adonisjs/core/http'
import type { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { AuditLog } from '../audit/audit_log.js'
import { auditOrigin, type AuditOrigin } from '../audit/audit_origin.js'
import { FeatureChangeRefused } from './feature_change_refused.js'
import type { FeatureState } from './feature_declaration.js'
import type { FeatureSwitch } from './feature_switch.js'

/** A change that is to be made later. */
export interface NewFeaturePlan {
  key: string
  state: FeatureState
  /** When; a moment that is past is due at once. */
  at: Date
  reason: string
  /** Switch off what requires it then, too. */
  cascade?: boolean
}

/** What became of it: it waits, was made, was called off, or could not be made. */
export type FeaturePlanStatus = 'waiting' | 'done' | 'cancelled' | 'refused'

/** A planned change as it is kept. */
export interface FeaturePlan extends Required<NewFeaturePlan> {
  id: number
  who: string
  status: FeaturePlanStatus
  /** Why it was refused, or who called it off. */
  outcome: string | null
}

/** What planning works with. */
export interface FeaturePlansParts {
  db: Database
  audit: AuditLog
  featureSwitch: FeatureSwitch
  /** Has `carryOut` called at the plan's time, if the transaction is committed: by a job, which features know nothing of. */
  wakeAt: (plan: number, at: Date, trx: TransactionClientContract) => Promise<unknown>
}

interface PlanRow extends Omit<FeaturePlan, 'at'> {
  due_at: Date
  actor_id: number | null
}

const COLUMNS = ['id', 'key', 'state', 'due_at', 'reason', 'cascade', 'who', 'actor_id', 'status', 'outcome']

/** More than anybody plans at once. */
const MOST = 100

/**
 * Changes of features at a time that an operator chose. Each is a row that can be seen and called off, and a job that
 * wakes up when it is due; `FeatureSwitch` then checks it as if it were made by hand. Whoever calls it has asked a
 * policy.
 *
 * @example
 * await plans.plan({ key: 'events', state: 'off', at, reason: 'the conference is over' }, ctx)
 */
export class FeaturePlans {
  readonly #parts: FeaturePlansParts

  /** @param parts - what it works with */
  constructor(parts: FeaturePlansParts) {
    this.#parts = parts
  }

  /**
   * @param plan - what to change, and when
   * @param by - who wants it
   * @returns the id of the plan
   * @throws FeatureChangeRefused when the feature is unknown, core or locked today
   */
  async plan(plan: NewFeaturePlan, by: HttpContext | AuditOrigin): Promise<number> {
    this.#parts.featureSwitch.refuseUnchangeable(plan.key)
    const { actor } = 'actor' in by ? by : auditOrigin(by)
    const { key, state, at, reason, cascade = false } = plan
    const row = { key, state, due_at: at, reason, cascade, who: actor.name, actor_id: actor.id }
    return this.#parts.db.transaction(async (trx) => {
      const [added] = await trx.insertQuery<{ id: number }>().table('feature_plans').returning('id').insert(row)
      const { id } = added!
      const after = { state, at: at.toISOString(), cascade }
      await this.#record({ id, key, verb: 'create', by, after, reason }, trx)
      await this.#parts.wakeAt(id, at, trx)
      return id
    })
  }

  /**
   * @param key - of one feature; without it, of all
   * @returns what waits, first one first, and then what was due or called off last
   */
  async list(key?: string): Promise<FeaturePlan[]> {
    const query = this.#parts.db.query<PlanRow>().from('feature_plans').select(COLUMNS)
    if (key !== undefined) query.where({ key })
    const rows = await query
      .orderByRaw("status <> 'waiting', case when status = 'waiting' then due_at end, due_at desc")
      .limit(MOST)
    return rows.map(toPlan)
  }

  /**
   * @param id - of a plan that waits
   * @param by - who calls it off
   * @returns the plan; null when it does not wait any more
   */
  async cancel(id: number, by: HttpContext | AuditOrigin): Promise<FeaturePlan | null> {
    const { actor } = 'actor' in by ? by : auditOrigin(by)
    return this.#parts.db.transaction(async (trx) => {
      const outcome = `called off by ${actor.name}`
      const [row] = (await trx
        .from('feature_plans')
        .where({ id, status: 'waiting' })
        .update({ status: 'cancelled', outcome })
        .returning(COLUMNS)) as unknown as PlanRow[]
      if (!row) return null
      const before = { state: row.state, at: row.due_at.toISOString() }
      await this.#record({ id, key: row.key, verb: 'cancel', by, before }, trx)
      return toPlan(row)
    })
  }

  /**
   * Makes the change, if it still waits. A second run finds it done; one that was cut off in between changes nothing.
   *
   * @param id - of a plan whose time has come
   * @returns the plan as it is now; null when there was nothing to do
   */
  async carryOut(id: number): Promise<FeaturePlan | null> {
    const { db, featureSwitch } = this.#parts
    const row = await db.query<PlanRow>().from('feature_plans').where({ id, status: 'waiting' }).first()
    if (!row) return null
    // The process may be one that has not listened to what was changed meanwhile.
    await featureSwitch.refresh()
    const refusal = await this.#change(row)
    const ending = { status: refusal === null ? 'done' : 'refused', outcome: refusal } as const
    await db.from('feature_plans').where({ id, status: 'waiting' }).update(ending)
    return toPlan({ ...row, ...ending })
  }

  async #change({ key, state, cascade, who, actor_id: actorId, reason, id }: PlanRow): Promise<string | null> {
    const origin: AuditOrigin = { actor: { id: actorId, name: who } }
    try {
      await this.#parts.featureSwitch.change({ key, state, cascade, who, origin, reason: `${reason} (plan ${id})` })
      return null
    } catch (error) {
      if (error instanceof FeatureChangeRefused) return error.message
      throw error
    }
  }

  async #record({ id, key, verb, ...entry }: RecordedPlan, client: QueryClientContract): Promise<void> {
    const subject = { type: 'feature_plan', id, label: key }
    await this.#parts.audit.record({ ...entry, action: `platform.feature_plan.${verb}`, subject }, client)
  }
}

interface RecordedPlan {
  id: number
  key: string
  verb: 'create' | 'cancel'
  by: HttpContext | AuditOrigin
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string
}

function toPlan({ due_at: at, actor_id: _actor, ...row }: PlanRow): FeaturePlan {
  return { ...row, at }
}
