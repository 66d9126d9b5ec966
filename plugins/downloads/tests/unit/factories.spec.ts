import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { createFixedSystems } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'
import { ReleaseFileFactory } from '#database/factories/release_file_factory'
import { BranchFactory } from '#database/factories/branch_factory'
import Release from '#models/release'

test.group('Factories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('make a release with its branch and files for a fixed system', async ({ assert }) => {
    const { windows } = await createFixedSystems()
    const made = await ReleaseFactory.apply('latest')
      .with('branch', 1)
      .with('files', 2, (file) => file.merge({ operatingSystemId: windows.id }))
      .create()

    const release = await Release.query().where('id', made.id).preload('files').preload('branch').firstOrFail()
    assert.lengthOf(release.files, 2)
    assert.equal(release.files[0]!.operatingSystemId, 1)
    assert.isTrue(release.isLatest)
    assert.match(release.slug, /^python-314\d+$/)
    assert.equal(release.branch.status, 'bugfix')
  })

  test('make the five systems with their fixed ids, also twice', async ({ assert }) => {
    await createFixedSystems()
    const systems = await createFixedSystems()
    assert.deepEqual(
      Object.values(systems).map((system) => [system.id, system.slug]),
      [
        [1, 'windows'],
        [2, 'macos'],
        [3, 'source'],
        [4, 'android'],
        [5, 'ios'],
      ]
    )
  })

  test('make a lone file with its release and system, and branches in each state', async ({ assert }) => {
    const file = await ReleaseFileFactory.with('release').with('operatingSystem').apply('signed').create()
    assert.equal(file.sigstoreBundleFile, `${file.url}.sigstore`)
    assert.isAbove(file.releaseId, 0)
    const branch = await BranchFactory.apply('endOfLife').create()
    assert.equal(branch.status, 'end-of-life')
  })
})
