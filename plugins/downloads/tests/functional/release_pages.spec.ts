import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import PageRemoved from '@pydotorg/pages/contracts/events/page_removed'
import { AuditLog } from '@pydotorg/platform/audit'
import { UserFactory } from '@pydotorg/platform/testing'
import Release from '#models/release'
import { createSampleSite } from '#tests/sample_site'
import { useSampleAccounts } from './api/sample_accounts.js'
import { newId, send } from './api/send.js'

const PAGES = '/api/v1/pages/page/'

async function leadTo(slug: string, page: number): Promise<Release> {
  const release = await Release.findByOrFail('slug', slug)
  return release.merge({ releasePageId: page }).save()
}

test.group('The page of a release', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => useSampleAccounts())
  group.each.setup(async () => {
    await createSampleSite()
  })

  test('is forgotten when the page is deleted, by who deleted it', async ({ assert }) => {
    const user = await UserFactory.create()
    const [release, other] = [await leadTo('python-3142', 7), await leadTo('python-3143', 8)]
    const by = { actor: { id: user.id, name: user.username }, requestId: 'a-request' }
    await emitter.emit(PageRemoved, new PageRemoved(7, 'download/releases/3.14.2', by))
    assert.isNull((await release.refresh()).releasePageId)
    assert.equal(release.lastModifiedById, user.id)
    assert.equal((await other.refresh()).releasePageId, 8)
    const { entries } = await (
      await app.container.make(AuditLog)
    ).page({ subject: { type: 'release', id: release.id } })
    assert.containSubset(entries[0], {
      ...{ action: 'downloads.release.update', actor: { id: user.id }, requestId: 'a-request' },
      ...{ before: { releasePageId: 7 }, after: { releasePageId: null } },
    })
  })

  test('is null in the API when the page was deleted there', async ({ assert }) => {
    // Whom the sample account of the API is.
    await UserFactory.merge({ id: 1 }).create()
    const made = await send('POST', PAGES, { title: 'Old', path: 'old/python-3142', content: 'Old.' })
    assert.equal(made.status, 201, made.body)
    const id = newId(made)
    const release = await leadTo('python-3142', id)
    const told = async () => JSON.parse((await send('GET', `/api/v2/downloads/release/${release.id}/`)).body)
    assert.include((await told()).release_page, `/pages/page/${id}/`)
    const gone = await send('DELETE', `${PAGES}${id}/`)
    assert.equal(gone.status, 204)
    assert.isNull((await told()).release_page)
  })
})
