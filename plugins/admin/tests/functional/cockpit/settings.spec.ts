import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { keptSettings, packageIndex, SettingChanges, settings } from '@pydotorg/platform/settings'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'

const LIST = '/admin/settings/'
const KEY = packageIndex.key
const PAGE = `${LIST}${KEY}/`
const COUNT = `${LIST}downloads.newest_shown/`
const PYPI = 'https://pypi.example/simple/'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const changer = () => operator('platform.change_settings')

async function changes(): Promise<SettingChanges> {
  return app.container.make(SettingChanges)
}

test.group('Settings in the cockpit', (group) => {
  // After the transaction is taken back, what is in memory has to be so as well.
  group.each.setup(() => () => keptSettings.refresh())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{$self} is closed to strangers and to staff without the permission, who see no entry of it')
    .with([LIST, PAGE])
    .run(async ({ client, assert }, address) => {
      const guest = await client.get(address).redirects(0)
      guest.assertStatus(303)
      const stranger = await client.get(address).loginAs(await UserFactory.create())
      stranger.assertStatus(403)
      const staff = await client.get(address).loginAs(await operator('platform.read_audit'))
      staff.assertStatus(403)
      const home = await client.get('/admin/').loginAs(await operator('companies.manage'))
      home.assertStatus(200)
      assert.notInclude(home.text(), `href="${LIST}"`)
    })

  test('nobody else changes anything, whatever they send', async ({ client, assert }) => {
    const form = { value: PYPI, reason: 'why not' }
    const other = await operator('platform.switch_features')
    for (const address of [PAGE, `${PAGE}reset/`]) {
      const guest = await client.post(address).withCsrfToken().form(form).redirects(0)
      guest.assertStatus(303)
      const forbidden = await proved(client.post(address), other).form(form)
      forbidden.assertStatus(403)
    }
    assert.isEmpty(await db.from('settings'))
  })

  test('the list shows each with its value by plugin, and what is changed', async ({ client, assert }) => {
    const user = await changer()
    await (await changes()).set(KEY, PYPI, { who: 'ada' })
    const page = await client.get(LIST).loginAs(user)
    page.assertStatus(200)
    const words = plain(page.text())
    assert.match(words, /Site .*Package index .* https:\/\/pypi\.example\/simple\/ changed/)
    assert.match(words, /Downloads Newest releases .* 5 the default/)
    const asked = await countQueries(() => client.get(LIST).loginAs(user))
    assert.isAtMost(asked.length, 6)
  })

  test('a value is changed, in force at once, and in history and audit log', async ({ client, assert }) => {
    const user = await changer()
    const unproved = await client.get(PAGE).loginAs(user).redirects(0)
    unproved.assertStatus(303)
    assert.include(unproved.header('location'), '/accounts/confirm/')
    const saved = await proved(client.post(PAGE), user).form({ value: ` ${PYPI} `, reason: 'it moved' })
    saved.assertStatus(303)
    saved.assertHeader('location', PAGE)
    assert.equal(settings.read(packageIndex), PYPI)
    const home = await client.get('/')
    assert.include(home.text(), `href="${PYPI}"`)
    const page = await proved(client.get(PAGE), user)
    assert.match(plain(page.text()), new RegExp(`${user.username} default ${PYPI} it moved`))
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'setting', id: KEY } })
    assert.containSubset(entries[0], { actor: { id: user.id, name: user.username }, reason: 'it moved' })
  })

  test('the default is given back, with a reason', async ({ client, assert }) => {
    const user = await changer()
    await (await changes()).set(KEY, PYPI, { who: 'ada' })
    const silent = await proved(client.post(`${PAGE}reset/`), user).form({ value: PYPI })
    assert.property(silent.flashMessages().inputErrorsBag, 'reason')
    assert.equal(settings.read(packageIndex), PYPI)
    const reset = await proved(client.post(`${PAGE}reset/`), user).form({ reason: 'back again' })
    reset.assertHeader('location', PAGE)
    assert.isNull(settings.read(packageIndex))
    assert.isEmpty(await db.from('settings'))
  })

  test('an empty value takes away what may be empty', async ({ client, assert }) => {
    await (await changes()).set(KEY, PYPI, { who: 'ada' })
    await proved(client.post(PAGE), await changer()).form({ value: '', reason: 'no shop' })
    assert.isNull(settings.read(packageIndex))
  })

  test('what is wrong stands beside its field, and nothing that was typed is lost', async ({ client, assert }) => {
    const user = await changer()
    const typed = { value: 'javascript:alert(1)', reason: 'it moved' }
    const response = await proved(client.post(PAGE), user).header('referer', PAGE).form(typed)
    response.assertStatus(303)
    assert.include(JSON.stringify(response.flashMessages().inputErrorsBag), 'begins with https:// or http://')
    assert.containSubset(response.flashMessages(), typed)
    const many = await proved(client.post(COUNT), user).form({ value: '21', reason: 'all of them' })
    assert.deepEqual(many.flashMessages().inputErrorsBag, { value: ['Write a whole number from 1 to 20.'] })
    const silent = await proved(client.post(COUNT), user).form({ value: '8', reason: ' ' })
    assert.include(JSON.stringify(silent.flashMessages()), 'Say why, in a few words')
    assert.isEmpty(await db.from('settings'))
  })

  test('a locked one says by which variable, and cannot be changed', async ({ client, assert, cleanup }) => {
    process.env.PACKAGE_INDEX_URL = 'https://locked.example/'
    cleanup(() => {
      delete process.env.PACKAGE_INDEX_URL
    })
    const user = await changer()
    const page = await proved(client.get(PAGE), user)
    assert.include(plain(page.text()), 'Locked by PACKAGE_INDEX_URL')
    assert.notInclude(page.text(), 'name="value"')
    const refused = await proved(client.post(PAGE), user).form({ value: PYPI, reason: 'it moved' })
    assert.include(JSON.stringify(refused.flashMessages()), 'locked by the environment variable PACKAGE_INDEX_URL')
    const list = await client.get(LIST).loginAs(user)
    assert.include(plain(list.text()), 'locked by PACKAGE_INDEX_URL')
    assert.isEmpty(await db.from('settings'))
  })

  test('those of a plugin that is off are not there', async ({ client, assert, cleanup }) => {
    const user = await changer()
    cleanup(await switchFeature('downloads', 'off'))
    const list = await client.get(LIST).loginAs(user)
    assert.notInclude(list.text(), 'downloads.newest_shown')
    const page = await proved(client.get(COUNT), user)
    page.assertStatus(404)
    const saved = await proved(client.post(COUNT), user).form({ value: '8', reason: 'all of them' })
    saved.assertStatus(404)
    const none = await proved(client.get(`${LIST}site.nothing/`), user)
    none.assertStatus(404)
    assert.isEmpty(await db.from('settings'))
  })

  test('a value that no longer fits is told of, and can be taken away', async ({ client, assert }) => {
    const user = await changer()
    await db.rawQuery('insert into settings (key, value) values (?, ?)', ['downloads.newest_shown', '400'])
    await keptSettings.refresh()
    const list = await client.get(LIST).loginAs(user)
    assert.include(plain(list.text()), '“400” no longer fits, so the default counts.')
    const page = await proved(client.get(COUNT), user)
    assert.include(page.text(), 'Back to the default')
    await proved(client.post(`${COUNT}reset/`), user).form({ reason: 'it was nonsense' })
    assert.isEmpty(await db.from('settings'))
  })
})
