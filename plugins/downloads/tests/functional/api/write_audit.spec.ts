import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { AuditLog, type AuditEntry } from '@pydotorg/platform/audit'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { useSampleAccounts } from './sample_accounts.js'
import { newFile, newId, send, sendAs } from './send.js'

async function entries(): Promise<AuditEntry[]> {
  const log = await app.container.make(AuditLog)
  return (await log.page({ action: 'downloads' })).entries
}

test.group('The audit log', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('tells who made a row, from where and what it held', async ({ assert }) => {
    const headers = { 'User-Agent': 'release-tools' }
    const path = '/api/v1/downloads/release_file/'
    const answer = await sendAs('staff', { method: 'POST', path, body: newFile(1), headers })
    const [entry, ...more] = await entries()
    assert.isEmpty(more)
    assert.deepInclude(entry, {
      action: 'downloads.release_file.create',
      actor: { id: 1, name: 'staff' },
      subject: { type: 'release_file', id: String(newId(answer)), label: 'Windows installer (ARM64)' },
      userAgent: 'release-tools',
      requestId: answer.headers['x-request-id'],
      before: null,
    })
    assert.deepInclude(entry!.after, { url: newFile(1).url, os: 1, release: 712, filesize: 0 })
  })

  test('tells what a change changed', async ({ assert }) => {
    await send('PATCH', '/api/v2/downloads/release/716/', { is_published: true, name: 'Python 3.15.0a1' })
    const [entry] = await entries()
    assert.equal(entry!.action, 'downloads.release.update')
    assert.deepEqual(entry!.before, { is_published: false })
    assert.deepEqual(entry!.after, { is_published: true })
  })

  test('has an entry for each row that was removed, with what it was', async ({ assert }) => {
    await send('DELETE', '/api/v1/downloads/release_file/?release=712')
    await send('DELETE', '/api/v2/downloads/os/4/')
    const [system, ...files] = await entries()
    assert.deepInclude(system, {
      action: 'downloads.os.delete',
      subject: { type: 'os', id: '4', label: 'Android' },
      before: { name: 'Android', slug: 'android' },
      after: null,
    })
    assert.sameMembers(
      files.map(({ action, subject }) => `${action} ${subject.id}`),
      ['downloads.release_file.delete 801', 'downloads.release_file.delete 802']
    )
  })

  test('has none for what was refused, and for what was not there', async ({ assert }) => {
    await send('POST', '/api/v1/downloads/os/', { name: 'Windows' })
    await send('POST', '/api/v2/downloads/release_file/', newFile(2, { url: 'https://example.org/' }))
    await send('DELETE', '/api/v1/downloads/os/99/')
    await send('DELETE', '/api/v1/downloads/release_file/?release=999')
    await sendAs('member', { method: 'DELETE', path: '/api/v2/downloads/os/1/' })
    assert.deepEqual(await entries(), [])
  })
})
