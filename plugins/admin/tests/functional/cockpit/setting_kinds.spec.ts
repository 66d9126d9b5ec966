import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { keptSettings, settings } from '@pydotorg/platform/settings'
import { food, gateOpen, sampleSettings } from '../../sample_settings.js'
import { operator, proved } from './operator.js'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const pageOf = ({ key }: { key: string }) => `/admin/settings/${key}/`

test.group('Settings that are chosen', (group) => {
  // After the transaction is taken back, what is in memory has to be so as well.
  group.each.setup(() => () => keptSettings.refresh())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => sampleSettings())

  test('offer yes and no, and every choice by its words', async ({ client, assert }) => {
    const user = await operator('platform.change_settings')
    const gate = await proved(client.get(pageOf(gateOpen)), user)
    assert.match(gate.text(), /<option value="true"\s*>\s*Yes/)
    assert.match(gate.text(), /<option value="false"\s+selected\s*>\s*No/)
    const evening = await proved(client.get(pageOf(food)), user)
    assert.match(evening.text(), /<option value="bones"\s+selected\s*>\s*Bones/)
    assert.match(evening.text(), /<option value="biscuits"\s*>\s*Dry biscuits/)
    const list = await client.get('/admin/settings/').loginAs(user)
    assert.match(plain(list.text()), /Open gate .* no the default Food .* Bones the default/)
  })

  test('are read as what they are, and told in words', async ({ client, assert }) => {
    const user = await operator('platform.change_settings')
    await proved(client.post(pageOf(gateOpen)), user).form({ value: 'true', reason: 'a fine day' })
    await proved(client.post(pageOf(food)), user).form({ value: 'biscuits', reason: 'no bones left' })
    assert.isTrue(settings.read(gateOpen))
    assert.equal(settings.read(food), 'biscuits')
    const gate = await proved(client.get(pageOf(gateOpen)), user)
    assert.match(gate.text(), /<option value="true"\s+selected/)
    assert.match(plain(gate.text()), new RegExp(`${user.username} default yes a fine day`))
    const evening = await proved(client.get(pageOf(food)), user)
    assert.match(plain(evening.text()), new RegExp(`${user.username} default Dry biscuits no bones left`))
  })

  test('take nothing that is not offered, and nothing that was typed is lost', async ({ client, assert }) => {
    const user = await operator('platform.change_settings')
    for (const [setting, value] of [
      [gateOpen, 'perhaps'],
      [gateOpen, ''],
      [food, 'cats'],
      [food, 'constructor'],
    ] as const) {
      const typed = { value, reason: 'why not' }
      const refused = await proved(client.post(pageOf(setting)), user).form(typed)
      assert.property(refused.flashMessages().inputErrorsBag, 'value', `${setting.key} ${value}`)
      assert.equal(refused.flashMessages().reason, 'why not')
    }
    assert.isEmpty(await db.from('settings'))
  })
})
