import app from '@adonisjs/core/services/app'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import SendMail from '@pydotorg/platform/mail/send_mail'
import { Suppressions } from '@pydotorg/platform/mail'
import { MailBox, queuedJobs } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { loggedMail, mailRow } from './mail_rig.js'

/** Runs a command and gives its exit code and what it printed. */
async function run(name: string, ...argv: string[]): Promise<{ exitCode: number | undefined; output: string }> {
  ace.ui.switchMode('raw')
  try {
    const command = await ace.exec(name, argv)
    const output = command.logger.getLogs().map(({ message }) => message)
    return { exitCode: command.exitCode, output: output.join('\n') }
  } finally {
    ace.ui.switchMode('normal')
  }
}

async function failedMail(): Promise<number> {
  const id = await loggedMail('ada@example.org')
  await db.from('mails').where({ id }).update({ state: 'failed', error: 'no luck' })
  return id
}

test.group('Commands of mails', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('mail:log shows what became of mails', async ({ assert }) => {
    const id = await failedMail()
    await loggedMail('bob@example.org')
    const { mails, next } = JSON.parse((await run('mail:log', '--state=failed', '--json')).output)
    assert.lengthOf(mails, 1)
    assert.deepInclude(mails[0], { id, recipient: 'ada@example.org', error: 'no luck' })
    assert.isNull(next)
    const nobody = await run('mail:log', '--recipient=nobody@example.org')
    assert.include(nobody.output, 'there is no such mail')
    const odd = await run('mail:log', '--state=lost')
    assert.equal(odd.exitCode, 1)
    assert.include(odd.output, '--state takes queued, sent, failed, bounced, complained, suppressed')
  })

  test('mail:retry queues failed mails again, and says what it cannot', async ({ assert }) => {
    const [one, two] = [await failedMail(), await failedMail()]
    assert.include((await run('mail:retry', String(one))).output, `queued again: mail ${one}`)
    const twice = await run('mail:retry', String(one))
    assert.equal(twice.exitCode, 1)
    assert.include(twice.output, `Mail ${one} is queued`)
    assert.include((await run('mail:retry', '--all-failed')).output, 'queued again: 1')
    assert.equal((await run('mail:retry', '--all-failed')).exitCode, 1)
    assert.include((await run('mail:retry')).output, 'Name one mail by its id, or give --all-failed.')
    assert.include((await run('mail:retry', 'seven')).output, '"seven" is no id')
    assert.sameMembers(
      (await queuedJobs(SendMail)).map(({ payload }) => payload.mail),
      [one, two]
    )
  })

  test('mail:test sends at once, and says who took it or why nobody did', async ({ assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const sent = await run('mail:test', 'ada@example.org')
    assert.notEqual(sent.exitCode, 1)
    const { id, provider } = await db.from('mails').where('template', 'platform.test').firstOrFail()
    assert.include(sent.output, `${provider} has taken mail ${id}`)
    assert.lengthOf(box.arrivedSoFar(), 1)

    box.refuse('nobody@example.org')
    const refused = await run('mail:test', 'nobody@example.org')
    assert.equal(refused.exitCode, 1)
    assert.match(refused.output, /refuses the mail: 550 /)
    const [latest] = await db.from('mails').orderBy('id', 'desc').limit(1)
    assert.equal((await mailRow(latest.id)).state, 'failed')

    assert.include((await run('mail:test', 'no address')).output, 'address')
    const unknown = await run('mail:test', 'ada@example.org', '--provider=pigeon')
    assert.equal(unknown.exitCode, 1)
    assert.match(unknown.output, /--provider takes what has its settings, folder, .*and not "pigeon"/)
  })

  test('mail:suppressed shows who gets no bulk mail, and mail:allow ends that', async ({ assert }) => {
    const suppressions = await app.container.make(Suppressions)
    const why = { reason: 'bounced', provider: 'postmark', detail: 'HardBounce' } as const
    await suppressions.add({ address: 'ada@example.org', ...why })
    await suppressions.add({ address: 'bob@example.org', ...why })
    const first = JSON.parse((await run('mail:suppressed', '--limit=1', '--json')).output)
    assert.deepInclude(first.suppressions[0], { address: 'ada@example.org', ...why })
    assert.equal(first.next, 'ada@example.org')
    const odd = await run('mail:suppressed', '--limit=0')
    assert.equal(odd.exitCode, 1)
    assert.include(odd.output, '--limit must be a whole number from 1 to 100')

    assert.include((await run('mail:allow', 'Ada@Example.org')).output, 'may get bulk mail again')
    assert.isNull(await suppressions.find('ada@example.org'))
    assert.isNotNull(await suppressions.find('bob@example.org'))
    const { action, before } = await db.from('audit_entries').orderBy('id', 'desc').firstOrFail()
    assert.equal(action, 'platform.mail.allow')
    assert.deepInclude(before, { reason: 'bounced' })
    const twice = await run('mail:allow', 'ada@example.org')
    assert.equal(twice.exitCode, 1)
    assert.include(twice.output, 'is not on the list')
  })
})
