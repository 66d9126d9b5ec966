import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { Contracts } from '@pydotorg/platform/contracts'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import ReleaseDirectory, { type ListedRelease } from '#contracts/release_directory'
import { createSampleSite } from '#tests/sample_site'

async function directory(): Promise<ReleaseDirectory | null> {
  const contracts = await app.container.make(Contracts)
  return contracts.optional(ReleaseDirectory)
}

test.group('ReleaseDirectory', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has final releases, the highest version first, by one query', async ({ assert }) => {
    await createSampleSite()
    const found = await directory()
    let releases: ListedRelease[] = []
    const queries = await countQueries(async () => {
      releases = (await found?.released()) ?? []
    })
    assert.lengthOf(queries, 1)
    assert.deepEqual(
      releases.map(({ version, series }) => `${series}: ${version}`),
      ['3.14: 3.14.2', '3.14: 3.14.1', '3.9: 3.9.25', '3.8: 3.8.20', '2.7: 2.7.18']
    )
    assert.deepEqual(releases[0], {
      slug: 'python-3142',
      name: 'Python 3.14.2',
      version: '3.14.2',
      series: '3.14',
      date: '2025-12-05',
    })
  })

  test('knows the latest one, and that there is none', async ({ assert }) => {
    assert.isNull(await (await directory())?.latest())
    await createSampleSite()
    assert.equal((await (await directory())?.latest())?.version, '3.14.2')
  })

  test('is not given while downloads are off', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('downloads', 'off'))
    assert.isNull(await directory())
  })
})
