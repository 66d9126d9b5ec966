import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import CompaniesDelete from '../../commands/companies_delete.js'
import CompaniesList from '../../commands/companies_list.js'
import CompaniesSave from '../../commands/companies_save.js'
import Company from '#models/company'

type CommandClass = typeof CompaniesDelete | typeof CompaniesList | typeof CompaniesSave

async function run(Command: CommandClass, args: string[]) {
  const command = await ace.create(Command, args)
  await command.exec()
  return command
}

test.group('Commands of companies', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('add a company, change it, list it and delete it', async ({ assert }) => {
    const added = await run(CompaniesSave, ['Example Works', '--url=https://works.example.org/', '--contact=Somebody'])
    added.assertSucceeded()
    await run(CompaniesSave, ['Example Works', '--email=press@works.example.org', '--contact=none'])
    const company = await Company.findByOrFail('slug', 'example-works')
    const { url, email, contact } = company
    assert.deepEqual(
      { url, email, contact },
      {
        url: 'https://works.example.org/',
        email: 'press@works.example.org',
        contact: null,
      }
    )
    const listed = await run(CompaniesList, ['--search=works'])
    assert.include(JSON.stringify(listed.logger.getLogs()), '1 in all')
    const deleted = await run(CompaniesDelete, ['example-works'])
    deleted.assertSucceeded()
    assert.isNull(await Company.find(company.id))
  })

  test('say what is wrong', async ({ assert }) => {
    const bad = await run(CompaniesSave, ['Example Works', '--url=works.example.org'])
    bad.assertFailed()
    assert.include(JSON.stringify(bad.logger.getLogs()), 'url: ')
    const missing = await run(CompaniesDelete, ['nobody'])
    missing.assertFailed()
    assert.include(JSON.stringify(missing.logger.getLogs()), 'no company')
  })
})
