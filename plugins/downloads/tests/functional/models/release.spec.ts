import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { OperatingSystemFactory } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'
import { ReleaseFileFactory } from '#database/factories/release_file_factory'
import { INSTALL_MANAGER } from '#models/release'

test.group('release', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('takes its slug from its name', async ({ assert }) => {
    const release = await ReleaseFactory.merge({ name: 'Python 3.14.0rc2' }).create()
    assert.equal(release.slug, 'python-3140rc2')
  })

  test('keeps a slug that is given', async ({ assert }) => {
    const release = await ReleaseFactory.merge({ name: 'Python 3.14.0', slug: 'Kept-As-Sent' }).create()
    assert.equal(release.slug, 'Kept-As-Sent')
  })

  test('demotes the former latest release of the same version only', async ({ assert }) => {
    const former = await ReleaseFactory.apply('latest').create()
    const python2 = await ReleaseFactory.apply('latest').merge({ name: 'Python 2.7.18', version: 2 }).create()
    const manager = await ReleaseFactory.apply('latest').merge({ name: 'Manager', version: INSTALL_MANAGER }).create()

    const newest = await ReleaseFactory.apply('latest').create()

    for (const release of [former, python2, manager, newest]) await release.refresh()
    assert.isFalse(former.isLatest)
    assert.isTrue(newest.isLatest)
    assert.isTrue(python2.isLatest)
    assert.isTrue(manager.isLatest)
  })

  test('has one file with a download button for each system', async ({ assert }) => {
    const release = await ReleaseFactory.create()
    const [macos, windows] = await OperatingSystemFactory.createMany(2)
    const button = { releaseId: release.id, downloadButton: true }
    await ReleaseFileFactory.merge({ ...button, operatingSystemId: macos!.id }).create()
    await ReleaseFileFactory.merge({ ...button, operatingSystemId: windows!.id }).create()
    await assert.rejects(
      () => ReleaseFileFactory.merge({ ...button, operatingSystemId: macos!.id }).create(),
      /downloads_release_files_one_button/
    )
  })

  test('refuses a file outside python.org', async ({ assert }) => {
    const release = await ReleaseFactory.create()
    const system = await OperatingSystemFactory.create()
    const elsewhere = { releaseId: release.id, operatingSystemId: system.id, url: 'https://example.org/Python.tgz' }
    await assert.rejects(() => ReleaseFileFactory.merge(elsewhere).create(), /downloads_release_files_url/)
  })
})
