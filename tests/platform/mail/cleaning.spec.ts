import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import ClearMails from '@pydotorg/platform/jobs/own/clear_mails'
import { runJob } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { loggedMail, mailRow } from './mail_rig.js'

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)

async function aged(days: number, state: string, label = {}): Promise<number> {
  const id = await loggedMail('ada@example.org', label)
  await db
    .from('mails')
    .where({ id })
    .update({ state, created_at: daysAgo(days) })
  return id
}

test.group('Clearing the log of mails', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('empties texts after a month, secret ones after a day, and deletes mails after a year', async ({ assert }) => {
    const [young, old, ancient] = [await aged(29, 'sent'), await aged(31, 'sent'), await aged(366, 'sent')]
    const youngSecret = await aged(0.5, 'failed', { secret: true })
    const oldSecret = await aged(2, 'failed', { secret: true })
    const [waiting, lost] = [await aged(6, 'queued'), await aged(8, 'queued')]
    await db.table('mail_notices').insert({ provider: 'ses', key: 'old', received_at: daysAgo(366) })
    await db.table('mail_notices').insert({ provider: 'ses', key: 'young', received_at: daysAgo(364) })

    await runJob(ClearMails, {})

    const hasText = async (id: number): Promise<boolean> => (await mailRow(id)).sealed_message !== null
    assert.deepEqual([await hasText(young), await hasText(old)], [true, false])
    assert.deepEqual([await hasText(youngSecret), await hasText(oldSecret)], [true, false])
    assert.isNull(await db.from('mails').where({ id: ancient }).first())
    assert.equal((await mailRow(waiting)).state, 'queued')
    assert.deepInclude(await mailRow(lost), { state: 'failed', error: 'It was in no queue any more.' })
    assert.isTrue(await hasText(lost), 'it can be sent again')
    const notices = await db.from('mail_notices').select('key')
    assert.deepEqual(notices, [{ key: 'young' }])
  })
})
