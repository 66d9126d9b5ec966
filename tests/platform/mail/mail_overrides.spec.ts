import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import mail from '@adonisjs/mail/services/main'
import db from '@adonisjs/lucid/services/db'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { User } from '@pydotorg/platform/identity'
import {
  MailOverrides,
  MailPreviews,
  MailTemplateList,
  MailTemplatePolicy,
  OverrideConflict,
  TemplatedMail,
  TestMails,
  UnsoundMail,
} from '@pydotorg/platform/mail'
import { limitRates, MailBox, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { MailTemplatesCheck } from '#health/mail_templates_check'
import { quietTerminal, run } from '../identity/commands/terminal.js'
import { adopt, ADOPT_HTML, kennelMails } from './kennel_mails.js'

const KEY = 'kennel.adopt'
const by = consoleOrigin()
const WORDS = { subject: 'Take {{ dog }}', html: '<p>Woof, {{ dog }}.</p>\n{{ link | button: "Woof" }}', text: null }
const DATA = { dog: 'Rex', link: '/kennel/adopt/k3y/' }

async function healthOf(): Promise<{ status: string; message: string }> {
  return new MailTemplatesCheck(await app.container.make(MailTemplateList)).run()
}

test.group('Overrides of mails', (group) => {
  let overrides: MailOverrides
  let list: MailTemplateList
  let box: MailBox
  group.setup(() => kennelMails())
  group.each.setup(() => quietTerminal())
  group.each.setup(async () => {
    overrides = await app.container.make(MailOverrides)
    list = await app.container.make(MailTemplateList)
    box = await MailBox.connected()
    return () => box.close()
  })

  async function arrived() {
    await mail.sendLater(new TemplatedMail(adopt, { to: 'ada@example.org', data: DATA }))
    return (await box.mails()).at(-1)!
  }

  test('are sent from the next mail on, until they are switched off or removed', async ({ assert }) => {
    assert.equal((await arrived()).subject, 'Adopt Rex')
    const saved = await overrides.save(KEY, { ...WORDS, basedOn: null }, by)
    assert.deepInclude(saved, { version: 1, isActive: true, failure: null })
    const mailed = await arrived()
    assert.equal(mailed.subject, 'Take Rex')
    assert.include(mailed.text, 'Woof, Rex.')
    assert.include(mailed.links, 'https://kennel.example/kennel/adopt/k3y/')
    const [logged] = await db.from('mails').orderBy('id', 'desc').limit(1)
    assert.deepInclude(logged, { template: KEY, is_secret: true })

    assert.isTrue(await overrides.deactivate(KEY, by))
    assert.isFalse(await overrides.deactivate(KEY, by))
    assert.equal((await arrived()).subject, 'Adopt Rex')
    assert.equal((await list.get(KEY)).state, 'inactive')
    assert.isTrue(await overrides.activate(KEY, by))
    assert.equal((await list.get(KEY)).state, 'overridden')
    assert.isTrue(await overrides.remove(KEY, by))
    assert.isFalse(await overrides.remove(KEY, by))
    assert.equal((await arrived()).subject, 'Adopt Rex')
    assert.equal((await list.get(KEY)).state, 'own')
  })

  test('are refused when they are not sound, and nothing is kept of them', async ({ assert }) => {
    const broken = { ...WORDS, html: '<p>{{ dogg }}</p>', basedOn: null }
    const error = await overrides.save(KEY, broken, by).catch((thrown: unknown) => thrown)
    assert.instanceOf(error, UnsoundMail)
    assert.equal((error as UnsoundMail).message, 'html, line 1: There is no variable "dogg". Did you mean dog?')
    assert.isNull(await overrides.find(KEY))
    assert.deepEqual(await overrides.versions(KEY), [])
    await assert.rejects(
      () => overrides.save('kennel.adapt', broken, by),
      /No plugin declares.*Did you mean kennel.adopt/
    )
  })

  test('of two people lose nothing: the second learns of the first', async ({ assert }) => {
    await overrides.save(KEY, { ...WORDS, basedOn: null }, by)
    const late = overrides.save(KEY, { ...WORDS, subject: 'Late', basedOn: null }, by)
    const conflict = await late.catch((thrown: unknown) => thrown)
    assert.instanceOf(conflict, OverrideConflict)
    assert.equal((conflict as OverrideConflict).current?.subject, WORDS.subject)
    const saved = await overrides.save(KEY, { ...WORDS, subject: 'Late', basedOn: 1 }, by)
    assert.equal(saved.version, 2)
    assert.equal((await overrides.save(KEY, { ...WORDS, subject: 'Late', basedOn: 2 }, by)).version, 2)
  })

  test('leave versions that come back, also after a removal, and entries in the log', async ({ assert }) => {
    await overrides.save(KEY, { ...WORDS, basedOn: null }, by)
    await overrides.save(KEY, { ...WORDS, subject: 'Second', basedOn: 1 }, by)
    await overrides.remove(KEY, by)
    const restored = await overrides.restore(KEY, 1, by)
    assert.deepInclude(restored, { subject: WORDS.subject, version: 3 })
    assert.deepEqual(
      (await overrides.versions(KEY)).map(({ version, subject }) => [version, subject]),
      [
        [3, WORDS.subject],
        [2, 'Second'],
        [1, WORDS.subject],
      ]
    )
    await assert.rejects(() => overrides.restore(KEY, 9, by), `Version 9 of ${KEY} is not kept. There are: 3, 2, 1.`)
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'mail_template', id: KEY } })
    assert.deepEqual(
      entries.map(({ action }) => action.split('.').at(-1)),
      ['restore', 'remove', 'override', 'override']
    )
    assert.deepInclude(entries[2]!, { before: { subject: WORDS.subject, version: 1 } })
  })

  test('that a deploy broke cost no mail: the own one goes out, and operators are told', async ({ assert }) => {
    await overrides.save(KEY, { ...WORDS, basedOn: null }, by)
    assert.equal((await healthOf()).status, 'ok')
    await db.from('mail_template_overrides').where({ key: KEY }).update({ html: '<p>{{ renamed }} {{ link }}</p>' })
    const mailed = await arrived()
    assert.equal(mailed.subject, 'Adopt Rex')
    const { state, problems, override } = await list.get(KEY)
    assert.equal(state, 'broken')
    assert.match(problems[0]!, /There is no variable "renamed"/)
    assert.match(override!.failure!, /There is no variable "renamed"/)
    const { status, message } = await healthOf()
    assert.equal(status, 'warning')
    assert.include(message, KEY)
    await assert.rejects(() => overrides.activate(KEY, by), /There is no variable "renamed"/)
  })

  test('of mails that nobody declares any more can be removed', async ({ assert }) => {
    await overrides.save(KEY, { ...WORDS, basedOn: null }, by)
    await db.from('mail_template_overrides').where({ key: KEY }).update({ key: 'kennel.gone' })
    assert.deepEqual(
      (await list.orphans()).map(({ key }) => key),
      ['kennel.gone']
    )
    assert.isTrue(await overrides.remove('kennel.gone', by))
  })

  test('are looked at before they are saved, with other data than the samples', async ({ assert }) => {
    const previews = await app.container.make(MailPreviews)
    const shown = await previews.of(KEY, { words: WORDS, data: { dog: 'Bello' } })
    assert.equal(shown.mail?.subject, 'Take Bello')
    assert.include(shown.mail!.html, 'https://kennel.example/kennel/adopt/sample/')
    assert.equal((await previews.of(KEY)).mail?.subject, 'Adopt Rex')
    const broken = await previews.of(KEY, { words: { ...WORDS, html: '<p>{{ dog }}</p>' } })
    assert.isNotEmpty(broken.problems)
    assert.include(broken.mail!.html, 'Rex')
    assert.isNull((await previews.of(KEY, { words: { ...WORDS, html: '{% if %}' } })).mail)
    assert.equal((await previews.of(KEY, { data: { dog: 7 } })).dataProblem?.startsWith(`${KEY}: dog is of type`), true)
    assert.match((await previews.of(KEY, { data: { dogg: 'x' } })).dataProblem!, /Did you mean dog\?/)
  })

  test('are tested by mail: marked, limited and in the log', async ({ assert, cleanup }) => {
    cleanup(await limitRates({ critical: 1 }, { userFactor: 1 }))
    const tests = await app.container.make(TestMails)
    await assert.rejects(() => tests.send(KEY, { to: 'nobody' }, by))
    const unsound = { ...WORDS, html: '<p>x</p>' }
    await assert.rejects(() => tests.send(KEY, { to: 'ada@example.org', words: unsound }, by), /secret link is missing/)
    await tests.send(KEY, { to: 'ada@example.org', words: WORDS }, by)
    const [mailed, ...more] = await box.mails()
    assert.lengthOf(more, 0)
    assert.equal(mailed!.subject, '[Test] Take Rex')
    assert.deepEqual(mailed!.to, ['ada@example.org'])
    await assert.rejects(() => tests.send(KEY, { to: 'ada@example.org' }, by))
    assert.lengthOf(await box.mails(), 0)
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.mail_template.test' })
    assert.lengthOf(entries, 1)
  })

  test('are for staff with the permission', async ({ assert }) => {
    const policy = new MailTemplatePolicy()
    const staff = await UserFactory.merge({ isStaff: true }).create()
    await staff.loadAccess()
    assert.isFalse(policy.change(staff))
    await db.table('user_permissions').insert({ user_id: staff.id, permission: 'platform.change_mail_templates' })
    const permitted = await User.findOrFail(staff.id)
    await permitted.loadAccess()
    assert.isTrue(policy.change(permitted))
    assert.isFalse(policy.change(permitted.merge({ isStaff: false })))
  })

  test('are worked by commands', async ({ assert, cleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'pydotorg-words-'))
    cleanup(() => rm(folder, { recursive: true, force: true }))
    const html = join(folder, 'words.html')
    await writeFile(html, WORDS.html)

    assert.include((await run('mail:preview', KEY)).lines.join('\n'), 'Subject: Adopt Rex')
    const saved = await run('mail:override', KEY, '--subject=Take {{ dog }}', `--html=${html}`)
    assert.equal(saved.exitCode, 0, saved.lines.join('\n'))
    assert.match((await run('mail:templates')).lines.join('\n'), /kennel\.adopt[^\n]*overridden/)
    assert.include((await run('mail:preview', KEY, '--text')).lines.join('\n'), 'Woof, Rex.')
    assert.match((await run('mail:preview', KEY, '--html')).lines.join('\n'), /^<!doctype html>/)
    assert.equal((await run('mail:override', KEY, '--deactivate')).exitCode, 0)
    assert.equal((await run('mail:override', KEY, '--activate')).exitCode, 0)
    assert.equal((await run('mail:override', KEY, '--remove')).exitCode, 0)
    assert.equal((await run('mail:override', KEY, '--restore=1')).exitCode, 0)

    await writeFile(html, ADOPT_HTML.replace('link', 'lnik'))
    const mistakes = [
      ['mail:override', KEY, `--html=${html}`],
      ['mail:override', KEY, '--html=/nowhere'],
      ['mail:override', KEY],
      ['mail:override', KEY, '--remove', '--activate'],
      ['mail:override', 'kennel.adop', '--remove'],
      ['mail:preview', 'kennel.adop'],
    ] as const
    const said = []
    for (const [name, ...argv] of mistakes) {
      const { exitCode, lines } = await run(name, ...argv)
      assert.equal(exitCode, 1, `${name} ${argv.join(' ')}`)
      said.push(lines.join('\n'))
    }
    assert.match(said[0]!, /html, line 3: There is no variable "lnik"\. Did you mean link/)
    assert.include(said[1], 'There is no file "/nowhere" that can be read.')
    assert.include(said[2], 'Say what to do')
    assert.include(said[4], 'Did you mean kennel.adopt?')
    assert.include(said[5], 'Did you mean kennel.adopt?')
  })
})
