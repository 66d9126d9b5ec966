import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { ImportReport, type DumpRow } from '@pydotorg/platform/django_import'
import Banner from '#models/banner'
import banners from '#services/import/banners'
import { keptBanners } from '#services/kept_banners'
import pageBanner from '#services/page_banner'

function row(pk: number, fields: Record<string, unknown> = {}): DumpRow {
  const words = { title: 'Donate', message: 'Python needs you.', link: 'https://www.python.org/downloads/' }
  return { place: pk, model: 'banners.banner', pk, fields: { ...words, active: true, psf_pages_only: true, ...fields } }
}

async function taken(...rows: DumpRow[]) {
  const lines: string[] = []
  const report = new ImportReport((line) => lines.push(line))
  await banners.take(rows, report)
  await keptBanners.refresh()
  return { count: report.counts.get('banners.banner'), lines }
}

test.group('Banners of python.org', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => keptBanners.refresh())

  test('keep their ids and pages, again and again', async ({ assert }) => {
    const rows = [row(3), row(4, { title: 'Vote', psf_pages_only: false }), row(5, { active: false })]
    assert.containSubset((await taken(...rows)).count, { added: 3, skipped: 0 })
    assert.containSubset((await Banner.findOrFail(3)).toJSON(), {
      title: 'Donate',
      link: '/downloads/',
      paths: ['/psf'],
    })
    assert.containSubset(pageBanner('/'), { title: 'Vote', link: '/downloads/' })
    assert.containSubset(pageBanner('/psf/members/'), { title: 'Vote' })
    assert.isNull(pageBanner('/jobs/'))
    assert.containSubset((await taken(...rows)).count, { added: 0, changed: 0, unchanged: 3 })
  })

  test('are left out when they lead nowhere', async ({ assert }) => {
    const { count, lines } = await taken(row(3, { link: '/nowhere/' }), row(4, { message: '' }))
    assert.containSubset(count, { added: 0, skipped: 2 })
    assert.include(lines.join(), 'stands at /nowhere/')
    assert.include(lines.join(), 'message:')
  })
})
