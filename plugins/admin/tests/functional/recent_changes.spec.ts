import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AdminDirectory, type AdminResource } from '@pydotorg/platform/admin'
import { AuditLog, type AuditRecord } from '@pydotorg/platform/audit'
import { operator } from './cockpit/operator.js'

const HOME = '/admin/'
const ADA = { actor: { id: 7, name: 'ada' } }

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

/** Lines of what changed, as HTML. */
function linesOf(html: string): string[] {
  const [, list = ''] = /<ol class="admin-changes"\s*>([\s\S]*?)<\/ol>/.exec(html) ?? []
  return [...list.matchAll(/<li\s*>([\s\S]*?)<\/li>/g)].map(([, line]) => line!)
}

/** A list that one permission opens, and another one that it does not. */
async function twoResources(): Promise<{ own: AdminResource; other: AdminResource; permission: string }> {
  const directory = await app.container.make(AdminDirectory)
  const plainOnes = (await directory.resources()).filter(({ permissions, scope, allows }) => {
    return typeof permissions === 'string' && !scope && !allows
  })
  const own = plainOnes[0]!
  const other = plainOnes.find(({ permissions }) => permissions !== own.permissions)!
  return { own, other, permission: String(own.permissions) }
}

test.group('What changed, on the dashboard', (group) => {
  let audit: AuditLog

  group.each.setup(async () => {
    audit = await app.container.make(AuditLog)
    return testUtils.db().wrapInGlobalTransaction()
  })

  const note = (type: string, label: string, more: Partial<AuditRecord> = {}) =>
    audit.record({
      ...{ by: ADA, action: `kennel.${type}.update`, subject: { type, id: 7, label } },
      ...{ before: { name: 'x' }, after: { name: label } },
      ...more,
    })

  test('is the newest of everything for who reads the audit log, with ways to it', async ({ client, assert }) => {
    const { own, permission } = await twoResources()
    const user = await operator('platform.read_audit', permission)
    for (let i = 1; i <= 11; i += 1) await note('cat', `Cat ${i}`)
    const id = await note(own.subject, 'Rex')
    const response = await client.get(HOME).loginAs(user)
    const lines = linesOf(response.text())
    assert.lengthOf(lines, 10)
    assert.match(
      plain(lines[0]!),
      new RegExp(`update ${own.singular} Rex ada Entry ${id}: \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d UTC`)
    )
    assert.match(lines[0]!, /<time [^>]*datetime="\d{4}-/)
    const directory = await app.container.make(AdminDirectory)
    assert.include(lines[0]!, `href="${directory.address(own, 7)}history/"`)
    assert.include(lines[0]!, `href="/admin/audit/${id}/"`)
    assert.match(plain(lines[9]!), /Cat 3/)
    assert.notInclude(lines[9]!, 'history/')
    assert.match(response.text(), /<a class="btn" href="\/admin\/audit\/"\s*>All of them/)
  })

  test('is of one domain for who looks after that alone, and what they did themselves', async ({ client, assert }) => {
    const { own, other, permission } = await twoResources()
    const user = await operator(permission)
    const nothing = await client.get(HOME).loginAs(user)
    assert.notInclude(nothing.text(), 'What changed')
    await note(own.subject, 'Rex')
    await note(other.subject, 'Tom')
    const by = { actor: { id: user.id, name: user.username } }
    await note('user', user.username, { by, action: 'kennel.password.change' })
    const response = await client.get(HOME).loginAs(user)
    const lines = linesOf(response.text())
    assert.lengthOf(lines, 2)
    assert.match(plain(lines[0]!), new RegExp(`password change user ${user.username} ${user.username}`))
    assert.include(lines[1]!, 'Rex')
    assert.notInclude(response.text(), 'Tom')
    assert.notInclude(response.text(), '/admin/audit/')
  })

  test('leads to no history of what is gone', async ({ client, assert }) => {
    const { own, permission } = await twoResources()
    await note(own.subject, 'Rex')
    await note(own.subject, 'Rex', { action: 'kennel.dog.delete', after: null })
    const response = await client.get(HOME).loginAs(await operator(permission))
    const lines = linesOf(response.text())
    assert.lengthOf(lines, 2)
    for (const line of lines) assert.notInclude(line, 'history/')
  })

  test('tells of narrowed lists only what somebody did themselves', async ({ client, assert, cleanup }) => {
    const { own, permission } = await twoResources()
    class Narrowed extends AdminDirectory {
      override async resources(): Promise<AdminResource[]> {
        return [{ ...own, scope: () => undefined }]
      }
    }
    app.container.swap(AdminDirectory, (resolver) => resolver.make(Narrowed))
    cleanup(() => app.container.restore(AdminDirectory))
    const user = await operator(permission)
    await note(own.subject, 'Rex')
    await note(own.subject, 'Lassie', { by: { actor: { id: user.id, name: user.username } } })
    const lines = linesOf((await client.get(HOME).loginAs(user)).text())
    assert.lengthOf(lines, 1)
    assert.include(lines[0]!, 'Lassie')
  })
})
