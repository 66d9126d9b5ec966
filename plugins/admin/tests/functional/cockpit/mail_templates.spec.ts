import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { MailOverrides, MailTemplateList } from '@pydotorg/platform/mail'
import { countQueries, MailBox, UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'

const LIST = '/admin/mail/templates/'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

const writer = () => operator('platform.change_mail_templates')

/** The first mail without a secret, and words for it. */
async function someMail() {
  const all = await (await app.container.make(MailTemplateList)).all()
  const found = all.find(({ template }) => !Object.values(template.variables).some((one) => 'secret' in one))
  const { key } = found!.template
  return { key, address: `${LIST}${key}/`, words: { subject: 'Woof', html: '<p>Woof.</p>', text: '', basedOn: '0' } }
}

const overrides = () => app.container.make(MailOverrides)

test.group('Words of mails in the cockpit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are closed to who may not change them', async ({ client }) => {
    const { address, words } = await someMail()
    for (const user of [await UserFactory.create(), await operator('platform.manage_mail')]) {
      for (const path of [LIST, address, `${address}preview/`]) {
        const response = await client.get(path).loginAs(user)
        response.assertStatus(403)
      }
      for (const act of ['', 'preview/', 'remove/', 'restore/', 'activate/', 'deactivate/']) {
        const response = await proved(client.post(`${address}${act}`), user).form(words)
        response.assertStatus(403)
      }
    }
  })

  test('are listed with their plugin and what is sent, with few queries', async ({ client, assert }) => {
    const user = await writer()
    const { key, address, words } = await someMail()
    await proved(client.post(address), user).form(words)
    const page = await client.get(LIST).loginAs(user)
    for (const { template, plugin } of await (await app.container.make(MailTemplateList)).all()) {
      assert.include(page.text(), `href="${LIST}${template.key}/"`)
      assert.include(page.text(), plugin)
    }
    assert.match(plain(page.text()), new RegExp(`${key.replace('.', '\\.')} [^.]+ changed by staff`))
    const queries = await countQueries(() => client.get(LIST).loginAs(user))
    assert.isAtMost(queries.length, 6)
  })

  test('are changed, come back, and every change is noted', async ({ client, assert }) => {
    const user = await writer()
    const { key, address, words } = await someMail()
    const page = await client.get(address).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), 'name="basedOn" value="0"')
    const saved = await proved(client.post(address), user).form({ ...words, html: '<p>Woof.</p>\r\n<p>Wau.</p>' })
    saved.assertStatus(303)
    assert.containSubset(await (await overrides()).find(key), {
      html: '<p>Woof.</p>\n<p>Wau.</p>',
      text: null,
      version: 1,
    })
    await proved(client.post(address), user).form({ ...words, subject: 'Second', basedOn: '1' })
    await proved(client.post(`${address}deactivate/`), user)
    assert.isFalse((await (await overrides()).find(key))?.isActive)
    await proved(client.post(`${address}activate/`), user)
    assert.isTrue((await (await overrides()).find(key))?.isActive)
    await proved(client.post(`${address}remove/`), user)
    assert.isNull(await (await overrides()).find(key))
    await proved(client.post(`${address}restore/`), user).form({ version: '1' })
    assert.equal((await (await overrides()).find(key))?.subject, 'Woof')
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'mail_template', id: key } })
    assert.deepEqual(
      entries.map(({ action }) => action.split('.').at(-1)),
      ['restore', 'remove', 'activate', 'deactivate', 'override', 'override']
    )
  })

  test('that cannot be sent are refused by line, and stay in the form', async ({ client, assert }) => {
    const user = await writer()
    const { key, address, words } = await someMail()
    const wrong = { ...words, html: '<p>fine</p>\n<p>{{ nothing_such }}</p>' }
    const answer = await proved(client.post(address), user).form(wrong)
    answer.assertStatus(303)
    assert.match(
      JSON.stringify(answer.flashMessages().inputErrorsBag),
      /html, line 2: There is no variable .{1,2}nothing_such/
    )
    assert.equal(answer.flashMessage('html'), wrong.html)
    assert.isNull(await (await overrides()).find(key))
    const page = await client
      .get(address)
      .loginAs(user)
      .withFlashMessages({ ...wrong, subject: 'Mine' })
    assert.include(page.text(), 'value="Mine"')
    assert.include(page.text(), 'nothing_such')
  })

  test('of two people: the second is told, sees both, and may save over it', async ({ client, assert }) => {
    const [one, two] = [await writer(), await writer()]
    const { key, address, words } = await someMail()
    await proved(client.post(address), one).form(words)
    const late = await proved(client.post(address), two).form({ ...words, subject: 'Late' })
    late.assertStatus(303)
    assert.include(late.flashMessage('conflict'), `${one.username} has changed this mail meanwhile`)
    assert.equal(late.flashMessage('subject'), 'Late')
    const page = await client.get(address).loginAs(two).withFlashMessages(late.flashMessages())
    assert.include(page.text(), 'Somebody else was faster')
    assert.include(page.text(), 'value="Late"')
    assert.match(page.text(), /<pre[^>]*>Woof<\/pre>/)
    assert.include(page.text(), 'name="basedOn" value="1"')
    await proved(client.post(address), two).form({ ...words, subject: 'Late', basedOn: '1' })
    assert.equal((await (await overrides()).find(key))?.subject, 'Late')
  })

  test('are previewed with what is wrong, and the HTML stands in a frame of its own', async ({ client, assert }) => {
    const user = await writer()
    const { address, words } = await someMail()
    const preview = await proved(client.post(`${address}preview/`), user).form(words)
    preview.assertStatus(200)
    assert.include(preview.text(), '<turbo-frame id="mail-preview"')
    assert.match(plain(preview.text()), /Woof/)
    const source = /<iframe[^>]*src="([^"]+)"/.exec(preview.text())?.[1]
    const frame = await client.get(String(source)).loginAs(user).withSession(preview.session())
    frame.assertStatus(200)
    assert.include(frame.text(), 'Woof.')
    assert.match(String(frame.header('content-security-policy')), /default-src 'none'.*sandbox/)
    const other = await client.get(String(source)).loginAs(await writer())
    other.assertStatus(404)
    const wrong = await proved(client.post(`${address}preview/`), user).form({ ...words, html: '{% if %}' })
    assert.include(wrong.text(), 'These words cannot be sent')
    assert.notInclude(wrong.text(), '<iframe')
  })

  test('are tested by a mail to oneself, saved or not', async ({ client, assert, cleanup }) => {
    const user = await writer()
    const { key, address, words } = await someMail()
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const sent = await proved(client.post(address), user).form({ ...words, _then: 'test' })
    assert.include(sent.flashMessage('notice'), user.email)
    assert.equal(sent.flashMessage('subject'), 'Woof')
    const [mail] = await box.mails()
    assert.containSubset(mail, { to: [user.email], subject: '[Test] Woof' })
    assert.isNull(await (await overrides()).find(key))
    const wrong = await proved(client.post(address), user).form({ ...words, html: '', _then: 'test' })
    assert.match(JSON.stringify(wrong.flashMessages().inputErrorsBag), /It is empty/)
    assert.lengthOf(await box.mails(), 0)
  })

  test('of an unknown mail, and unknown versions, are not there', async ({ client }) => {
    const user = await writer()
    const { address, words } = await someMail()
    const page = await client.get(`${LIST}nothing.such/`).loginAs(user)
    page.assertStatus(404)
    for (const act of ['', 'preview/', 'remove/', 'activate/', 'deactivate/']) {
      const response = await proved(client.post(`${LIST}nothing.such/${act}`), user).form(words)
      response.assertStatus(404)
    }
    const version = await proved(client.post(`${address}restore/`), user).form({ version: '7' })
    version.assertStatus(404)
  })
})
