import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { AuditLog } from '@pydotorg/platform/audit'
import { SiteHealthReport, type HealthFinding } from '@pydotorg/platform/health'
import type { User } from '@pydotorg/platform/identity'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { operator } from './cockpit/operator.js'
import { queue, queueOne } from './cockpit/queued_jobs.js'
import { failedMail } from './cockpit/sample_mails.js'

const HOME = '/admin/'
const FRAMES = /<section class="admin-panel[^"]*" aria-labelledby="panel-([\w.]+)"\s*>([\s\S]*?)<\/section>/g

/** Parts of the dashboard as this person gets them, by key, as HTML. */
async function panelsOf(client: ApiClient, user: User): Promise<Map<string, string>> {
  const response = await client.get(HOME).loginAs(user)
  response.assertStatus(200)
  return new Map([...response.text().matchAll(FRAMES)].map(([, key, html]) => [key!, html!]))
}

const plain = (html = '') => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

/** Checks that find this, as if the site were so. */
function find(findings: HealthFinding[]): () => void {
  const everything = async () => ({ isHealthy: false, findings, finishedAt: new Date('2026-11-25T12:00:00Z') })
  app.container.swap(SiteHealthReport, () => ({ everything }))
  return () => app.container.restore(SiteHealthReport)
}

test.group('What failed, on the dashboard', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has the jobs that failed, without secrets, for who manages jobs', async ({ client, assert, cleanup }) => {
    cleanup(async () => (await queue()).obliterate({ force: true }))
    const user = await operator('platform.manage_jobs')
    const before = await client.get(HOME).loginAs(user)
    assert.include(before.text(), 'Nothing waits for you')
    assert.notInclude(before.text(), 'Jobs that failed')
    const id = await queueOne({ failed: true })
    await queueOne({ failed: false })
    const html = (await panelsOf(client, user)).get('admin.failed_jobs') ?? ''
    assert.include(html, `href="/admin/jobs/list/default/${id}/"`)
    assert.include(html, 'href="/admin/jobs/list/?state=failed"')
    const page = await client.get(HOME).loginAs(user)
    assert.notInclude(page.text(), 'Nothing waits for you')
    assert.match(plain(html), /platform\.clear_jobs \d.* UTC refused: password=\[masked\] Retry or delete it/)
    const others = await panelsOf(client, await operator('platform.manage_mail', 'platform.read_audit'))
    assert.isFalse(others.has('admin.failed_jobs'))
  })

  test('has plugins that could not be loaded, for who turns switches', async ({ client, assert, cleanup }) => {
    const user = await operator('platform.switch_features')
    assert.isFalse((await panelsOf(client, user)).has('admin.failed_plugins'))
    const known = await app.container.make(PluginRegistry)
    const error = new Error('Cannot reach postgres://me:hunter2@db/\n  at …')
    const broken = { name: 'kennel', packageName: '@pydotorg/kennel', error }
    app.container.swap(PluginRegistry, () => new PluginRegistry('/', known.all(), [broken]))
    cleanup(() => app.container.restore(PluginRegistry))
    const words = plain((await panelsOf(client, user)).get('admin.failed_plugins'))
    assert.match(words, /kennel Cannot reach postgres:\/\/me:\[masked\]@db\/ All plugins/)
    assert.isFalse((await panelsOf(client, await operator('platform.manage_jobs'))).has('admin.failed_plugins'))
  })

  test('has checks that are not well, the worst first, for who sees them', async ({ client, assert, cleanup }) => {
    const user = await operator('platform.see_health')
    const details = {}
    cleanup(
      find([
        { name: 'Disk', status: 'warning', message: 'Nearly full', details },
        { name: 'Database', status: 'ok', message: 'It answers', details },
        { name: 'Mail', status: 'error', message: 'Nobody takes mails', details },
      ])
    )
    const words = plain((await panelsOf(client, user)).get('admin.failed_checks'))
    assert.match(words, /Mail error Nobody takes mails Disk warning Nearly full Asked at 25 Nov 2026, 12:00:00 UTC/)
    assert.notInclude(words, 'Database')
    assert.isFalse((await panelsOf(client, await operator('platform.manage_jobs'))).has('admin.failed_checks'))
  })

  test('has no checks when all are well', async ({ client, assert, cleanup }) => {
    cleanup(find([{ name: 'Database', status: 'ok', message: 'It answers', details: {} }]))
    const panels = await panelsOf(client, await operator('platform.see_health'))
    assert.isFalse(panels.has('admin.failed_checks'))
  })

  test('has an audit log that did not hold, until it does, for who reads it', async ({ client, assert }) => {
    const user = await operator('platform.read_audit')
    const audit = await app.container.make(AuditLog)
    const by = { actor: { id: null, name: 'ada' } }
    const found = (broken: string | null) => {
      const subject = { type: 'audit_log', id: 'chain', label: 'audit log' }
      return audit.record({ by, action: 'platform.audit.verify', subject, after: { checked: 3, broken } })
    }
    const id = await found('it was taken out')
    const html = (await panelsOf(client, user)).get('admin.broken_audit_log') ?? ''
    assert.include(plain(html), 'it was taken out')
    assert.include(html, `href="/admin/audit/${id}/"`)
    assert.isFalse((await panelsOf(client, await operator('platform.manage_jobs'))).has('admin.broken_audit_log'))
    await found(null)
    assert.isFalse((await panelsOf(client, user)).has('admin.broken_audit_log'))
  })
})

test.group('Charts on the dashboard', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('tell how many accounts were opened in which week', async ({ client, assert }) => {
    const user = await operator('admin.manage_people')
    const lastWeek = DateTime.utc().startOf('week').minus({ days: 1 })
    await UserFactory.merge({ dateJoined: lastWeek }).createMany(3)
    await UserFactory.merge({ dateJoined: lastWeek.minus({ weeks: 20 }) }).create()
    const html = (await panelsOf(client, user)).get('admin.accounts_opened') ?? ''
    const numbers = [...html.matchAll(/<td class="number"\s*>\s*(\d+)\s*<\/td>/g)].map(([, number]) => Number(number))
    assert.deepEqual(numbers, [...Array<number>(10).fill(0), 3, 1])
    assert.isFalse((await panelsOf(client, await operator('platform.manage_jobs'))).has('admin.accounts_opened'))
  })

  test('are left out where there is nothing to draw', async ({ client, assert }) => {
    const user = await operator('admin.manage_people', 'platform.manage_mail')
    await user.merge({ dateJoined: DateTime.utc().minus({ weeks: 13 }) }).save()
    const panels = await panelsOf(client, user)
    assert.isFalse(panels.has('admin.accounts_opened'))
    assert.isFalse(panels.has('admin.mails_written'))
  })

  test('tell how many mails were written on which day', async ({ client, assert }) => {
    await failedMail()
    const panels = await panelsOf(client, await operator('platform.manage_mail'))
    assert.match(plain(panels.get('admin.mails_written')), /0 \d+ \w+ 1 $/)
    assert.include(plain(panels.get('admin.failed_mails')), 'One mail of the last seven days reached nobody.')
    assert.isFalse((await panelsOf(client, await operator('platform.manage_jobs'))).has('admin.mails_written'))
  })
})

test.group('The whole dashboard', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('costs a superuser few queries, and fewer once its charts are kept', async ({ client, assert, cleanup }) => {
    cleanup(find([]))
    const user = await UserFactory.apply('superuser').create()
    await client.get(HOME).loginAs(user)
    const kept = await countQueries(() => client.get(HOME).loginAs(user))
    assert.isAtMost(kept.length, 10, kept.join('\n'))
    assert.isFalse(kept.some((sql) => sql.includes('date_trunc')))
  })
})
