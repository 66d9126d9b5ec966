import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { Contracts } from '@pydotorg/platform/contracts'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import Companies from '#contracts/companies'
import CompanyChanged from '#contracts/events/company_changed'
import { CompanyFactory } from '#database/factories/company_factory'
import Company from '#models/company'
import CompanyPolicy from '#policies/company_policy'
import { addCompany, changeCompany, deleteCompany } from '#services/change_company'
import { companyPage } from '#services/company_list'

const contract = async () => (await app.container.make(Contracts)).optional(Companies)

const entries = async (id: number) => {
  const audit = await app.container.make(AuditLog)
  const { entries: found } = await audit.page({ subject: { type: 'company', id } })
  return found.map(({ action }) => action).reverse()
}

test.group('Companies', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are added, changed and deleted, with an entry for each', async ({ assert, cleanup }) => {
    const events = emitter.fake([CompanyChanged])
    cleanup(() => emitter.restore())
    const company = await addCompany(consoleOrigin(), { name: 'Example Works', about: '*Snakes* <script>x</script>' })
    assert.equal(company.slug, 'example-works')
    assert.equal(company.aboutRendered.trim(), '<p><em>Snakes</em> x</p>')
    await changeCompany(consoleOrigin(), company.id, { name: 'Example Works, Inc.' })
    await changeCompany(consoleOrigin(), company.id, { name: 'Example Works, Inc.' })
    assert.equal((await Company.findOrFail(company.id)).slug, 'example-works')
    await deleteCompany(consoleOrigin(), company.id)
    assert.isNull(await Company.find(company.id))
    const actions = ['create', 'update', 'delete'].map((verb) => `companies.company.${verb}`)
    assert.deepEqual(await entries(company.id), actions)
    events.assertEmittedCount(CompanyChanged, 3)
  })

  test('of one address are there once', async ({ assert }) => {
    await addCompany(consoleOrigin(), { name: 'Example Works' })
    await assert.rejects(() => addCompany(consoleOrigin(), { name: 'example works' }), 'Validation failure')
  })

  test('are listed the newest first, and found by part of a name', async ({ assert }) => {
    await CompanyFactory.merge([{ name: 'First 100%' }, { name: 'Second' }]).createMany(2)
    const names = async (q?: string) => (await companyPage({ q })).all().map(({ name }) => name)
    assert.deepEqual(await names(), ['Second', 'First 100%'])
    assert.deepEqual(await names('0%'), ['First 100%'])
    assert.deepEqual(await names('_'), [])
  })

  test('are told to other plugins by two queries, without what is for staff', async ({ assert }) => {
    const [one, two] = await CompanyFactory.merge({ contact: 'Somebody', email: 'somebody@example.org' }).createMany(2)
    const companies = await contract()
    const queries = await countQueries(async () => {
      const found = await companies!.findMany([one!.id, two!.id, one!.id, 7])
      assert.sameMembers([...found.keys()], [one!.id, two!.id])
      assert.notInclude(JSON.stringify([...found.values()]), 'omebody')
    })
    assert.lengthOf(queries, 2)
    assert.equal((await companies!.find(one!.id))?.name, one!.name)
    assert.isNull(await companies!.find(7))
    assert.lengthOf(await countQueries(() => companies!.findMany([])), 0)
  })

  test('are not told while the plugin is off', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('companies', 'off'))
    assert.isNull(await contract())
  })

  test('are kept by staff with the permission', async ({ assert }) => {
    const staff = await UserFactory.apply('staff').create()
    const editor = await UserFactory.apply('staff').create()
    const withPermission = await UserFactory.create()
    for (const { id } of [editor, withPermission]) {
      await db.table('user_permissions').insert({ user_id: id, permission: 'companies.manage' })
    }
    const may = []
    for (const user of [staff, editor, withPermission]) {
      await user.refresh()
      may.push(new CompanyPolicy().manage(await user.loadAccess()))
    }
    assert.deepEqual(may, [false, true, false])
  })
})
