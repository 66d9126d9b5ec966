import { MailCheck } from '#health/mail_check'
import type { MailPulseReport } from '@pydotorg/platform/mail'
import { test } from '@japa/runner'

const checked = (report: MailPulseReport) => new MailCheck({ read: async () => report }).run()

test.group('The check of mails', () => {
  test('is content when mails leave', async ({ assert }) => {
    const { status, message, meta } = await checked({ queued: 1, oldestQueued: 30, lastHour: { sent: 20, failed: 10 } })
    assert.deepEqual([status, message], ['ok', 'Mails leave as they come'])
    assert.deepEqual(meta, { oldestQueuedInSeconds: 30, lastHour: { sent: 20, failed: 10 } })
  })

  test('warns of mails that wait, and of a provider that fails', async ({ assert }) => {
    const { status, message } = await checked({ queued: 3, oldestQueued: 901, lastHour: { sent: 2, failed: 9 } })
    assert.equal(status, 'warning')
    assert.equal(message, 'Mails wait for more than 15 minutes: 3; Failed attempts in the last hour: 9 of 11')
  })

  test('says nothing of a few failures', async ({ assert }) => {
    assert.equal((await checked({ queued: 1, oldestQueued: 10, lastHour: { sent: 0, failed: 9 } })).status, 'ok')
  })

  test('warns when the log cannot be read', async ({ assert }) => {
    const { status } = await new MailCheck({ read: () => Promise.reject(new Error('away')) }).run()
    assert.equal(status, 'warning')
  })
})
