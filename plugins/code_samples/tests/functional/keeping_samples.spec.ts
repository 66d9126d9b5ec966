import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'
import { CodeSampleFactory } from '#database/factories/code_sample_factory'
import seedSamples from '#database/seeders/samples_seeder'
import CodeSample from '#models/code_sample'
import CodeSamplePolicy from '#policies/code_sample_policy'
import { addSample, changeSample, deleteSample } from '#services/change_sample'

const by = consoleOrigin()
const sums = { name: 'Sums', description: 'Sums of numbers.', code: '>>> 1 + 1\n2' }

async function entries() {
  const audit = await app.container.make(AuditLog)
  const page = await audit.page({ action: 'code_samples' })
  return page.entries.map(({ action, before, after }) => ({ action, before, after }))
}

async function run(name: string, ...args: string[]) {
  ace.ui.switchMode('raw')
  const command = await ace.exec(name, args)
  const lines = command.logger.getLogs().map(({ message }) => message)
  return { exitCode: command.exitCode, text: lines.join('\n') }
}

test.group('Keeping code samples', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => {
    ace.ui.switchMode('normal')
  })

  test('adds drafts after all others, with an address', async ({ assert }) => {
    await CodeSampleFactory.merge({ position: 7 }).create()
    const sample = await addSample(by, sums)
    assert.include(sample.$attributes, { slug: 'sums', position: 8, isPublished: false })
    const [entry] = await entries()
    assert.equal(entry?.action, 'code_samples.sample.create')
  })

  test('changes what is different, keeps the address, and notes it', async ({ assert }) => {
    const { id } = await addSample(by, sums)
    const changed = await changeSample(by, id, { name: 'Adding', copy: 'It *adds*.' })
    assert.include(changed.$attributes, { name: 'Adding', slug: 'sums', code: sums.code })
    assert.include(changed.copyRendered, '<em>adds</em>')
    const [entry] = await entries()
    assert.include(entry?.before, { name: 'Sums' })
    assert.include(entry?.after, { name: 'Adding' })
    await changeSample(by, id, { name: 'Adding' })
    assert.lengthOf(await entries(), 2)
  })

  test('deletes, and notes what it was', async ({ assert }) => {
    const { id } = await addSample(by, sums)
    await deleteSample(by, id)
    assert.isNull(await CodeSample.find(id))
    const [entry] = await entries()
    assert.include(entry?.before, { name: 'Sums' })
    await assert.rejects(() => deleteSample(by, id), 'Row not found')
  })

  test('refuses a title that is taken, and one without an address', async ({ assert }) => {
    await addSample(by, sums)
    const refused = async (name: string) => {
      try {
        await addSample(by, { ...sums, name })
      } catch (error) {
        return (error as { messages: { message: string }[] }).messages[0]?.message
      }
    }
    assert.match((await refused('Sums')) ?? '', /There is a sample with this title/)
    assert.match((await refused('数')) ?? '', /Use a letter or a digit/)
  })

  test('is for staff with the permission', async ({ assert }) => {
    const policy = new CodeSamplePolicy()
    const staff = await UserFactory.merge({ isStaff: true }).create()
    await staff.loadAccess()
    assert.isFalse(policy.manage(staff))
    await db.table('user_permissions').insert({ user_id: staff.id, permission: 'code_samples.manage' })
    const permitted = await User.findOrFail(staff.id)
    await permitted.loadAccess()
    assert.isTrue(policy.manage(permitted))
    assert.isFalse(policy.manage(permitted.merge({ isStaff: false })))
  })

  test('is done by commands', async ({ assert, cleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'samples-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'code.txt')
    writeFileSync(file, `${sums.code}\n`)
    const save = ['Sums', `--code=${file}`, '--description=Sums of numbers.', '--publish']
    assert.equal((await run('code_samples:save', ...save)).exitCode, 0)
    const sample = await CodeSample.findByOrFail('slug', 'sums')
    assert.include(sample.$attributes, { code: sums.code, isPublished: true })
    await run('code_samples:save', 'Sums', '--no-publish', '--position=3')
    await sample.refresh()
    assert.include(sample.$attributes, { isPublished: false, position: 3, code: sums.code })
    assert.equal((await run('code_samples:list')).exitCode, 0)
    const mistake = await run('code_samples:save', 'Other', '--description=Without code.')
    assert.equal(mistake.exitCode, 1)
    assert.include(mistake.text, 'code')
    assert.equal((await run('code_samples:save', 'Other', '--code=/nowhere')).exitCode, 1)
    assert.equal((await run('code_samples:delete', 'sums')).exitCode, 0)
    assert.isNull(await CodeSample.find(sample.id))
    assert.equal((await run('code_samples:delete', 'sums')).exitCode, 1)
  })

  test('is left to staff once samples were seeded', async ({ assert }) => {
    assert.equal(await seedSamples(), 'added 5 samples')
    const [first] = await CodeSample.query().orderBy('position')
    await changeSample(by, first!.id, { name: 'Texts' })
    assert.equal(await seedSamples(), 'samples are there')
    assert.lengthOf(await CodeSample.all(), 5)
  })
})
