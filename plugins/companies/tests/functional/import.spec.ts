import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { ImportReport, type DumpRow } from '@pydotorg/platform/django_import'
import sharp from 'sharp'
import Company from '#models/company'
import importer from '#services/import/companies'

function company(pk: number, fields: Record<string, unknown> = {}): DumpRow {
  const row = {
    name: `Company ${pk}`,
    slug: `company-${pk}`,
    about: '*Things* <script>x</script>',
    about_markup_type: 'markdown',
    contact: '',
    email: null,
    url: 'http://company.example.org/',
    logo: '',
  }
  const position = { file: 'site.json', index: pk }
  return { model: 'companies.company', pk, position, fields: { ...row, ...fields } } as unknown as DumpRow
}

test.group('Companies of python.org', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function take(...rows: DumpRow[]) {
    const report = new ImportReport(() => {})
    await importer.take(rows, report)
    return { notices: report.notices, counts: report.counts.get('companies.company') }
  }

  test('keep their ids, and come again without harm', async ({ assert }) => {
    assert.equal((await take(company(7), company(8, { contact: 'Ada' }))).counts?.added, 2)
    const { name, contact, email, aboutRendered } = await Company.findOrFail(7)
    assert.deepEqual([name, contact, email], ['Company 7', null, null])
    assert.include(aboutRendered, '<em>Things</em>')
    assert.notInclude(aboutRendered, '<script>')
    assert.equal((await Company.findOrFail(8)).contact, 'Ada')
    assert.equal((await take(company(7))).counts?.unchanged, 1)
  })

  test('get their logos from a copy of MEDIA_ROOT', async ({ assert, cleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'companies-'))
    cleanup(() => rm(folder, { recursive: true }))
    const logo = sharp({ create: { width: 32, height: 16, channels: 3, background: '#306998' } })
    await writeFile(join(folder, 'seven.png'), await logo.png().toBuffer())
    const { model, pk, fields } = company(7, { logo: 'seven.png' })
    await writeFile(join(folder, 'site.json'), JSON.stringify([{ model, pk, fields }]))
    ace.ui.switchMode('raw')
    cleanup(() => void ace.ui.switchMode('normal'))
    const { exitCode } = await ace.exec('pydotorg:import-django', [join(folder, 'site.json'), `--media=${folder}`])
    assert.equal(exitCode, 0)
    const taken = await Company.query().where('id', 7).preload('logo').firstOrFail()
    assert.equal(taken.logo.name, 'seven.png')
  })

  test('say when their logo is not here', async ({ assert }) => {
    const { notices } = await take(company(7, { logo: 'companies/logos/seven.png' }))
    assert.lengthOf(notices, 1)
    assert.include(notices[0], 'companies/logos/seven.png')
  })
})
