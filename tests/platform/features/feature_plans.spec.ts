import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import db from '@adonisjs/lucid/services/db'
import {
  Features,
  FeaturePlans,
  FeatureSwitch,
  PostgresFeatureStore,
  type FeatureChangeRefused,
} from '@pydotorg/platform/features'
import CarryOutPlan from '@pydotorg/platform/jobs/own/carry_out_plan'
import { queuedJobs } from '@pydotorg/platform/testing'
import { definition } from './definitions.js'

const BY = { actor: { id: null, name: 'ada' } }
const LATER = new Date(Date.now() + 3_600_000)

async function site() {
  const definitions = [definition('plans'), definition('tickets', { requires: ['plans'] }), definition('locked')]
  const features = new Features(definitions, { FEATURE_LOCKED: 'off' })
  const featureSwitch = new FeatureSwitch(features, new PostgresFeatureStore(db))
  const audit = await app.container.make(AuditLog)
  return { features, audit, plans: new FeaturePlans({ db, audit, featureSwitch, wakeAt: CarryOutPlan.wakeAt }) }
}

test.group('Planned changes of features', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are kept, audited, and waited for by a job', async ({ assert }) => {
    const { plans, audit, features } = await site()
    const id = await plans.plan({ key: 'tickets', state: 'off', at: LATER, reason: 'sold out' }, BY)
    const [plan] = await plans.list()
    assert.containSubset(plan, { id, key: 'tickets', state: 'off', at: LATER, who: 'ada', status: 'waiting' })
    const [job] = await queuedJobs(CarryOutPlan)
    assert.deepEqual(job!.payload, { plan: id })
    assert.approximately(job!.delay!, LATER.getTime() - Date.now(), 60_000)
    const { entries } = await audit.page({ subject: { type: 'feature_plan', id } })
    assert.deepInclude(entries[0], { action: 'platform.feature_plan.create', reason: 'sold out' })
    assert.isTrue(features.isOn('tickets'))
  })

  test('are made once when they are due, under the name of who planned them', async ({ assert }) => {
    const { plans, audit, features } = await site()
    const id = await plans.plan({ key: 'tickets', state: 'off', at: LATER, reason: 'sold out' }, BY)
    assert.equal((await plans.carryOut(id))?.status, 'done')
    assert.isFalse(features.isOn('tickets'))
    const { entries } = await audit.page({ subject: { type: 'feature', id: 'tickets' } })
    assert.deepInclude(entries[0], { actor: { id: null, name: 'ada' }, reason: `sold out (plan ${id})` })
    assert.isNull(await plans.carryOut(id))
  })

  test('that were called off are not made', async ({ assert }) => {
    const { plans, audit, features } = await site()
    const id = await plans.plan({ key: 'tickets', state: 'off', at: LATER, reason: 'sold out' }, BY)
    assert.equal((await plans.cancel(id, { actor: { id: null, name: 'guido' } }))?.outcome, 'called off by guido')
    assert.isNull(await plans.carryOut(id))
    assert.isTrue(features.isOn('tickets'))
    assert.isNull(await plans.cancel(id, BY))
    const { entries } = await audit.page({ subject: { type: 'feature_plan', id } })
    assert.equal(entries[0]!.action, 'platform.feature_plan.cancel')
  })

  test('that cannot be made say why, and cascade when that was planned', async ({ assert }) => {
    const { plans, features } = await site()
    const id = await plans.plan({ key: 'plans', state: 'off', at: LATER, reason: 'over' }, BY)
    const refused = await plans.carryOut(id)
    assert.equal(refused?.status, 'refused')
    assert.include(refused?.outcome, 'tickets requires plans')
    const whole = await plans.plan({ key: 'plans', state: 'off', at: LATER, reason: 'over', cascade: true }, BY)
    assert.equal((await plans.carryOut(whole))?.status, 'done')
    assert.isFalse(features.isOn('tickets'))
  })

  test('of what cannot be changed are refused at once', async ({ assert }) => {
    const { plans } = await site()
    const refused = await plans.plan({ key: 'locked', state: 'on', at: LATER, reason: 'why' }, BY).then(
      () => null,
      (thrown: FeatureChangeRefused) => thrown
    )
    assert.equal(refused?.code, 'E_LOCKED_FEATURE')
    assert.deepEqual(await plans.list('locked'), [])
  })
})
