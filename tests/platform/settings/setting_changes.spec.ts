import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { keptSettings, packageIndex, SettingChanges, settings, siteContact } from '@pydotorg/platform/settings'

const KEY = packageIndex.key
const PYPI = 'https://pypi.example/'
const ADA = { who: 'ada', reason: 'it moved' }

async function changes(): Promise<SettingChanges> {
  return app.container.make(SettingChanges)
}

/** Runs a command and gives its exit code and what it printed. */
async function run(name: string, ...argv: string[]): Promise<{ exitCode: number | undefined; output: string }> {
  ace.ui.switchMode('raw')
  ace.ui.logger.flushLogs()
  const { exitCode } = await ace.exec(name, argv)
  const output = ace.ui.logger.getLogs().map(({ message }) => message)
  return { exitCode, output: output.join('\n') }
}

test.group('Changes of settings', (group) => {
  // After the transaction is taken back, what is in memory has to be so as well.
  group.each.setup(() => () => keptSettings.refresh())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are in force at once, and leave a line in the history and in the audit log', async ({ assert }) => {
    const desk = await changes()
    assert.isTrue(await desk.set(KEY, ` ${PYPI} `, ADA))
    assert.equal(settings.read(packageIndex), PYPI)
    const [line] = await desk.history({ key: KEY, limit: 5 })
    assert.containSubset(line, { key: KEY, who: 'ada', from: null, to: PYPI, reason: 'it moved' })
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'setting', id: KEY } })
    assert.containSubset(entries[0], { action: 'platform.setting.change', reason: 'it moved', after: { value: PYPI } })
  })

  test('that change nothing leave no line', async ({ assert }) => {
    const desk = await changes()
    await desk.set(KEY, PYPI, ADA)
    assert.isFalse(await desk.set(KEY, PYPI, ADA))
    assert.isFalse(await desk.reset(siteContact.key, ADA))
    assert.lengthOf(await desk.history({ limit: 5 }), 1)
  })

  test('keep only what differs from the default', async ({ assert }) => {
    const desk = await changes()
    await desk.set(KEY, PYPI, ADA)
    assert.isTrue(await desk.set(KEY, '', ADA))
    assert.isEmpty(await db.from('settings'))
    assert.isNull(settings.read(packageIndex))
    await desk.set(KEY, PYPI, ADA)
    assert.isTrue(await desk.reset(KEY, { who: 'grace' }))
    const [line] = await desk.history({ key: KEY, limit: 1 })
    assert.containSubset(line, { who: 'grace', from: PYPI, to: null, reason: null })
  })

  test('are refused with what to do', async ({ assert, cleanup }) => {
    const desk = await changes()
    await assert.rejects(() => desk.set('site.contct', 'x', ADA), /There is no setting "site\.contct"\. Did you mean/)
    await assert.rejects(() => desk.set(KEY, 'ftp://x', ADA), /begins with https/)
    process.env.PACKAGE_INDEX_URL = PYPI
    cleanup(() => {
      delete process.env.PACKAGE_INDEX_URL
    })
    await assert.rejects(() => desk.set(KEY, '', ADA), /locked by the environment variable PACKAGE_INDEX_URL/)
    await assert.rejects(() => desk.reset(KEY, ADA), /locked by the environment variable PACKAGE_INDEX_URL/)
    assert.isEmpty(await db.from('setting_changes'))
  })

  test('by hand are put down to the user of the database', async ({ assert }) => {
    await db.rawQuery('insert into settings (key, value) values (?, ?)', [KEY, PYPI])
    const [line] = await (await changes()).history({ key: KEY, limit: 1 })
    assert.match(line!.who, /\(database\)$/)
  })

  test('stay in the history as they are', async ({ assert }) => {
    await (await changes()).set(KEY, PYPI, ADA)
    const rewriting = () => db.transaction(async (trx) => trx.from('setting_changes').update({ who: 'eve' }))
    await assert.rejects(rewriting, /append-only/)
  })

  test('are made at a terminal', async ({ assert }) => {
    const done = await run('setting:set', KEY, PYPI, '--reason=it moved')
    assert.include(done.output, `${KEY} is ${PYPI} now`)
    assert.equal(settings.read(packageIndex), PYPI)
    const listed = await run('setting:list', '--json')
    assert.containSubset(JSON.parse(listed.output), [{ key: KEY, source: 'set', value: PYPI, default: null }])
    const again = await run('setting:set', KEY, PYPI)
    assert.include(again.output, 'was so already')
    const reset = await run('setting:reset', KEY)
    assert.include(reset.output, 'has its default again')
    assert.isNull(settings.read(packageIndex))
    const [, first] = await (await changes()).history({ key: KEY, limit: 5 })
    assert.match(first!.who, /@/)
  })

  test('are told at a terminal, newest first and as many as are asked for', async ({ assert }) => {
    const nothing = await run('setting:history', KEY)
    assert.include(nothing.output, 'nothing was changed yet')
    const desk = await changes()
    await desk.set(KEY, PYPI, ADA)
    await desk.set(siteContact.key, 'hello@example.org', { who: 'grace' })
    await desk.reset(KEY, { who: 'grace', reason: 'it came back' })
    const all = await run('setting:history')
    assert.match(all.output, /Key.*Who.*From.*To.*Why[^]*grace.*it came back[^]*site\.contact[^]*ada.*it moved/)
    const one = await run('setting:history', KEY, '--json', '--limit=1')
    assert.containSubset(JSON.parse(one.output), [
      { key: KEY, who: 'grace', from: PYPI, to: null, reason: 'it came back' },
    ])
    assert.lengthOf(JSON.parse(one.output), 1)
    const least = await run('setting:history', '--json', '--limit=-5')
    assert.lengthOf(JSON.parse(least.output), 1)
    const unknown = await run('setting:history', 'site.contct')
    assert.equal(unknown.exitCode, 1)
    assert.include(unknown.output, 'Did you mean site.contact?')
  })

  test('end with exit code 1 and a sentence where they are refused', async ({ assert }) => {
    const unknown = await run('setting:set', 'site.contct', 'x')
    assert.equal(unknown.exitCode, 1)
    assert.include(unknown.output, 'Did you mean site.contact?')
    const wrong = await run('setting:set', siteContact.key, 'nobody')
    assert.equal(wrong.exitCode, 1)
    assert.include(wrong.output, 'Write an e-mail address')
  })

  test('that no longer fit are told of', async ({ assert }) => {
    await db.rawQuery('insert into settings (key, value) values (?, ?), (?, ?)', [KEY, 'nowhere', 'pets.count', '2'])
    const { output } = await run('setting:list')
    assert.include(output, `${KEY} is "nowhere" in the database, and the default counts.`)
    assert.include(output, 'pets.count stands in the database, but no plugin declares it.')
  })
})
