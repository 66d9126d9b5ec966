import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { FeaturePlans, Features, FeatureStore } from '@pydotorg/platform/features'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'

const PLUGIN = 'user_groups'
const FINER = 'user_groups.proposals'
const PAGE = `/admin/features/${PLUGIN}/`

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

async function features(): Promise<Features> {
  return app.container.make(Features)
}

/** As if success stories could not be without companies. */
async function requireCompanies(): Promise<void> {
  const all = await features()
  const definitions = all.definitions()
  const stories = definitions.map((one) => (one.key === 'success_stories' ? { ...one, requires: ['companies'] } : one))
  all.redefine(stories, [])
}

test.group('Switches in the cockpit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const all = await features()
    const definitions = all.definitions()
    return () => {
      all.replace([])
      all.redefine(definitions, [])
    }
  })

  test('{$self} is closed to strangers and to staff without the permission, who see no entry of it')
    .with(['/admin/plugins/', `/admin/plugins/${PLUGIN}/`, '/admin/features/', PAGE, `${PAGE}switch/?to=off`])
    .run(async ({ client, assert }, address) => {
      const guest = await client.get(address).redirects(0)
      guest.assertStatus(303)
      const stranger = await client.get(address).loginAs(await UserFactory.create())
      stranger.assertStatus(403)
      const other = await operator('platform.read_audit')
      const staff = await client.get(address).loginAs(other)
      staff.assertStatus(403)
      const home = await client.get('/admin/').loginAs(await operator('companies.manage'))
      home.assertStatus(200)
      assert.notInclude(home.text(), 'href="/admin/features/"')
    })

  test('every plugin is listed with its state, and one that is off with the reason', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    ;(await features()).replace([{ key: PLUGIN, state: 'off', rules: {} }])
    const page = await client.get('/admin/plugins/').loginAs(user)
    page.assertStatus(200)
    assert.match(plain(page.text()), /User groups user_groups off set by an operator/)
    const own = await client.get(`/admin/plugins/${PLUGIN}/`).loginAs(user)
    assert.include(own.text(), 'GET /community/user-groups')
    const none = await client.get('/admin/plugins/nothing/').loginAs(user)
    none.assertStatus(404)
  })

  test('lists cost the same queries however much there is', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const asked = await countQueries(() => client.get('/admin/plugins/').loginAs(user))
    assert.isAtMost(asked.length, 6)
    const store = await app.container.make(FeatureStore)
    for (const state of ['off', 'on', 'off'] as const) {
      await store.write([{ key: FINER, state, rules: {} }], { who: 'ada' })
    }
    const more = await countQueries(() => client.get('/admin/features/').loginAs(user))
    assert.isAtMost(more.length, 7)
  })

  test('a preview tells what goes dark, once the person has proved who is there', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const unproved = await client.get(`${PAGE}switch/`).qs({ to: 'off' }).loginAs(user).redirects(0)
    unproved.assertStatus(303)
    assert.include(unproved.header('location'), '/accounts/confirm/')
    const page = await proved(client.get(`${PAGE}switch/`).qs({ to: 'off' }), user)
    page.assertStatus(200)
    const words = plain(page.text())
    assert.include(words, 'These addresses answer 404')
    assert.include(words, 'GET /community/user-groups')
    assert.include(words, FINER)
  })

  test('a plugin goes off and comes back by undo, and both are audited with the reason', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const form = { state: 'off', reason: 'spam at night' }
    const switched = await proved(client.post(`${PAGE}switch/`), user).form(form)
    switched.assertStatus(303)
    switched.assertHeader('location', PAGE)
    const off = await client.get('/community/user-groups/')
    off.assertStatus(404)
    const audit = await app.container.make(AuditLog)
    const about = { type: 'feature', id: PLUGIN }
    const { entries } = await audit.page({ subject: about })
    assert.containSubset(entries[0], { actor: { id: user.id, name: user.username }, reason: 'spam at night' })

    const [change] = await (await app.container.make(FeatureStore)).history({ key: PLUGIN, limit: 1 })
    const undone = await proved(client.post(`/admin/features/changes/${change!.id}/undo/`), user)
    undone.assertStatus(303)
    const on = await client.get('/community/user-groups/')
    on.assertStatus(200)
    const after = await audit.page({ subject: about })
    assert.equal(after.entries[0]!.reason, `undoes change ${change!.id}`)
  })

  test('without a reason nothing is switched, and the form says so', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const back = `${PAGE}switch/?to=off`
    const response = await proved(client.post(`${PAGE}switch/`), user)
      .header('referer', `http://${process.env.HOST}:${process.env.PORT}${back}`)
      .form({ state: 'off', reason: ' ' })
    response.assertStatus(303)
    assert.isTrue(String(response.header('location')).endsWith(back))
    assert.include(JSON.stringify(response.flashMessages()), 'Say why, in a few words')
    assert.isTrue((await features()).isOn(PLUGIN))
  })

  test('what others require needs the tick, and goes with them then', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const address = '/admin/features/companies/switch/'
    await requireCompanies()
    const preview = await proved(client.get(address).qs({ to: 'off' }), user)
    assert.include(plain(preview.text()), 'success_stories would go with it')
    const refused = await proved(client.post(address), user).form({ state: 'off', reason: 'cleaning' })
    assert.include(JSON.stringify(refused.flashMessages()), 'success_stories requires companies')
    assert.isTrue((await features()).isOn('companies'))
    const form = { state: 'off', reason: 'cleaning', cascade: 'true' }
    const done = await proved(client.post(address), user).form(form)
    assert.equal(done.flashMessage('notice'), 'Now off: companies, success_stories.')
    assert.isFalse((await features()).isOn('success_stories'))
  })

  test('a core plugin, and a feature that is none, are refused', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const form = { state: 'off', reason: 'why not' }
    const core = await proved(client.post('/admin/features/accounts/switch/'), user).form(form)
    assert.include(JSON.stringify(core.flashMessages()), 'core plugin')
    const none = await proved(client.post('/admin/features/nothing/switch/'), user).form(form)
    none.assertStatus(404)
    const forbidden = await proved(client.post(`${PAGE}switch/`), await operator('platform.read_audit')).form(form)
    forbidden.assertStatus(403)
    assert.isTrue((await features()).isOn(PLUGIN))
  })

  test('a switch at a time waits, is seen, and can be called off', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const at = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    await proved(client.post(`${PAGE}switch/`), user).form({ state: 'off', reason: 'planned work', at })
    assert.isTrue((await features()).isOn(PLUGIN))
    const plans = await app.container.make(FeaturePlans)
    const [plan] = await plans.list()
    assert.containSubset(plan, { key: PLUGIN, state: 'off', status: 'waiting', at: new Date(`${at}Z`) })
    const list = await client.get('/admin/features/').loginAs(user)
    assert.include(plain(list.text()), 'planned work')
    const called = await proved(client.post(`/admin/features/plans/${plan!.id}/cancel/`), user)
    assert.equal(called.flashMessage('notice'), `Called off: ${PLUGIN} stays as it is.`)
    assert.equal((await plans.list())[0]!.status, 'cancelled')
  })

  test('a time that is past or none is refused, and nothing is planned', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    for (const at of ['2020-01-01T10:00', 'soon']) {
      const response = await proved(client.post(`${PAGE}switch/`), user).form({ state: 'off', reason: 'work', at })
      assert.property(response.flashMessages().inputErrorsBag, 'at')
    }
    assert.deepEqual(await (await app.container.make(FeaturePlans)).list(), [])
    assert.isTrue((await features()).isOn(PLUGIN))
  })

  test('rules are edited as a whole, and tried on a person', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    const friend = await UserFactory.create()
    const address = `/admin/features/${FINER}/`
    const form = { percentage: '0', users: `${friend.id}`, groups: '', from: '', until: '', reason: 'a first try' }
    const saved = await proved(client.post(`${address}rules/`), user).form(form)
    assert.equal(saved.flashMessage('notice'), `The rules of ${FINER} are changed.`)
    assert.deepEqual((await features()).setting(FINER)?.rules, { users: [friend.id], percentage: 0 })

    const yes = await client.get(address).qs({ who: friend.username.toUpperCase() }).loginAs(user)
    assert.match(plain(yes.text()), /Yes : for .* it is on/)
    assert.include(plain(yes.text()), 'the account is named in the rules')
    const no = await client.get(address).qs({ who: user.id }).loginAs(user)
    assert.match(plain(no.text()), /No : for /)
    const nobody = await client.get(address).qs({ who: 'nobody-at-all' }).loginAs(user)
    assert.include(plain(nobody.text()), 'There is no account nobody-at-all')

    const wrong = await proved(client.post(`${address}rules/`), user).form({ percentage: '101', reason: 'more' })
    assert.include(JSON.stringify(wrong.flashMessages()), 'from 0 to 100')
    const cleared = await proved(client.post(`${address}rules/`), user).form({ reason: 'for all' })
    cleared.assertStatus(303)
    assert.deepEqual((await features()).setting(FINER)?.rules, {})
  })

  test('features that nobody declares are pointed out', async ({ client, assert }) => {
    const user = await operator('platform.switch_features')
    ;(await features()).replace([{ key: 'gone.feature', state: 'on', rules: {} }])
    const page = await client.get('/admin/features/').loginAs(user)
    assert.match(plain(page.text()), /To be looked at .*gone\.feature : no plugin declares it/)
    const own = await client.get('/admin/features/gone.feature/').loginAs(user)
    own.assertStatus(200)
    const none = await client.get('/admin/features/nothing.at_all/').loginAs(user)
    none.assertStatus(404)
    assert.lengthOf(await db.from('feature_changes').where('key', 'gone.feature'), 0)
  })
})
