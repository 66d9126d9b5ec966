import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { Group } from '@pydotorg/platform/identity'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { quietTerminal, run } from './terminal.js'

/** Permissions that the plugins of this site declare, whichever they are. */
async function declared(): Promise<string[]> {
  const plugins = await app.container.make(PluginRegistry)
  return plugins.all().flatMap(({ manifest }) => Object.keys(manifest.permissions ?? {}))
}

async function permissionsOf(group: Group): Promise<string[]> {
  const rows: { permission: string }[] = await db.from('group_permissions').where('group_id', group.id)
  return rows.map(({ permission }) => permission)
}

test.group('group:set', (group) => {
  group.each.setup(() => quietTerminal())

  test('makes a group, changes what it may do, and leaves a trace of both', async ({ assert }) => {
    const [permission = ''] = await declared()
    assert.equal((await run('group:set', 'Editors', `--permission=${permission}`)).exitCode, 0)
    const editors = await Group.findByOrFail('name', 'Editors')
    assert.deepEqual(await permissionsOf(editors), [permission])

    const again = await run('group:set', 'editors', `--permission=${permission}`)
    assert.include(again.lines.join('\n'), 'was so already')
    assert.equal((await run('group:set', 'EDITORS')).exitCode, 0)
    assert.deepEqual(await permissionsOf(editors), [])
    assert.lengthOf(await Group.all(), 1)

    const log = await app.container.make(AuditLog)
    const { entries } = await log.page({ subject: { type: 'group', id: editors.id } })
    assert.deepEqual(
      entries.map(({ before, after }) => [before, after]),
      [
        [{ permissions: [permission] }, { permissions: [] }],
        [null, { permissions: [permission] }],
      ]
    )
  })

  test('refuses a permission that no plugin declares, with the closest, and changes nothing', async ({ assert }) => {
    const [permission = ''] = await declared()
    const { exitCode, lines } = await run('group:set', 'Editors', `--permission=${permission}x`)
    assert.equal(exitCode, 1)
    assert.include(lines.join('\n'), `"${permission}x". Did you mean ${permission}`)
    assert.isEmpty(await Group.all())
  })
})
