import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import ReleaseChanged from '#contracts/events/release_changed'
import { ReleaseFileFactory } from '#database/factories/release_file_factory'
import OperatingSystem from '#models/operating_system'
import ReleaseFile from '#models/release_file'
import { createReleaseManager, hiddenValue, sentBy } from '#tests/release_manager'
import { createSampleSite } from '#tests/sample_site'

const FILES = '/admin/manage/downloads/release_files/'
const SYSTEMS = '/admin/manage/downloads/operating_systems/'
const FTP = 'https://www.python.org/ftp/python/3.14.2/'

async function newFile() {
  const { '3.14.2': release, ...others } = await createSampleSite()
  const windows = await OperatingSystem.findByOrFail('slug', 'windows')
  const typed = {
    name: 'Windows installer (ARM64)',
    releaseId: String(release.id),
    operatingSystemId: String(windows.id),
    url: `${FTP}python-3.14.2-arm64.exe`,
    sha256Sum: 'AB'.repeat(32),
    sigstoreBundleFile: `${FTP}python-3.14.2-arm64.exe.sigstore`,
  }
  return { release, windows, typed, others }
}

test.group('Files of releases in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('one is added by hand, with the slug of python.org, an entry and the news', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { release, typed } = await newFile()
    const user = await createReleaseManager()
    const events = emitter.fake([ReleaseChanged])
    cleanup(() => emitter.restore())
    const answer = await sentBy(user, client.post(`${FILES}new/`)).form(typed)
    answer.assertStatus(303)
    const file = await ReleaseFile.findByOrFail('url', typed.url)
    assert.containsSubset(file.$attributes, {
      slug: '3142-Windows-installer-ARM64',
      releaseId: release.id,
      sha256Sum: 'ab'.repeat(32),
      filesize: 0,
      creatorId: user.id,
    })
    events.assertEmittedCount(ReleaseChanged, 1)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'release_file', id: file.id } })
    assert.containsSubset(entries, [{ action: 'downloads.release_file.create', actor: { id: user.id } }])
  })

  test('what python.org forbids is said beside the field', async ({ client, assert }) => {
    const { typed } = await newFile()
    const user = await createReleaseManager()
    const said = async (more: object) => {
      const answer = await sentBy(user, client.post(`${FILES}new/`)).form({ ...typed, ...more })
      answer.assertStatus(422)
      return answer.text().replace(/\s+/g, ' ')
    }
    assert.include(await said({ url: 'https://example.org/x.exe' }), 'Release file URLs must begin with')
    assert.include(await said({ sigstoreBundleFile: `${FTP}other.sigstore` }), 'Sidecar URL must match the artifact')
    assert.include(await said({ sha256Sum: 'abc' }), 'This checksum has 64 digits')
    assert.include(await said({ slug: 'no slug' }), 'value="no slug"')
    assert.include(await said({ url: `${FTP}python-3.14.2-amd64.exe`, sigstoreBundleFile: '' }), 'has this address')
    assert.include(await said({ downloadButton: 'true' }), 'has the download button for this system')
    assert.isNull(await ReleaseFile.findBy('url', typed.url))
  })

  test('one is changed and taken away', async ({ client, assert }) => {
    const { typed } = await newFile()
    const user = await createReleaseManager()
    const file = await ReleaseFile.findByOrFail('url', `${FTP}python-3.14.2.exe`)
    const opened = (await client.get(`${FILES}${file.id}/`).loginAs(user)).text()
    const version = { _version: hiddenValue(opened, '_version') }
    const more = { name: 'Windows installer (x86)', slug: file.slug, url: file.url, sigstoreBundleFile: '' }
    const saved = await sentBy(user, client.post(`${FILES}${file.id}/`)).form({ ...typed, ...more, ...version })
    saved.assertStatus(303)
    assert.equal((await ReleaseFile.findOrFail(file.id)).name, 'Windows installer (x86)')
    const gone = await sentBy(user, client.post(`${FILES}${file.id}/delete/`)).form({})
    gone.assertStatus(303)
    assert.isNull(await ReleaseFile.find(file.id))
  })

  test('what the API changed is put back, too', async ({ client, assert }) => {
    const { windows } = await newFile()
    const user = await createReleaseManager()
    const macos = await OperatingSystem.findByOrFail('slug', 'macos')
    const file = await ReleaseFile.findByOrFail('url', `${FTP}python-3.14.2.exe`)
    const audit = await app.container.make(AuditLog)
    const subject = { type: 'release_file', id: file.id }
    const changed = { before: { os: macos.id, sha256_sum: 'ef' }, after: { os: windows.id, sha256_sum: '' } }
    const entry = await audit.record({
      by: consoleOrigin(),
      action: 'downloads.release_file.update',
      subject,
      ...changed,
    })
    const form = (await client.get(`${FILES}${file.id}/`).qs({ restore: entry }).loginAs(user)).text()
    assert.match(form, new RegExp(`<option\\s+value="${macos.id}"\\s+selected`))
    assert.include(form, 'value="ef"')
    const history = await client.get(`${FILES}${file.id}/history/`).loginAs(user)
    assert.include(history.text(), 'Operating system')
  })

  test('their list shows release and system, and never asks more for more', async ({ client, assert }) => {
    const { release, windows } = await newFile()
    const user = await createReleaseManager()
    const html = (await client.get(FILES).qs({ f_releaseId: release.id, q: 'amd64' }).loginAs(user)).text()
    for (const part of ['Windows installer (64-bit)', 'Python 3.14.2', 'python-3.14.2-amd64.exe'])
      assert.include(html, part)
    assert.notInclude(html, 'macOS installer')
    const few = await countQueries(() => client.get(FILES).loginAs(user))
    await ReleaseFileFactory.merge({ releaseId: release.id, operatingSystemId: windows.id }).createMany(30)
    const many = await countQueries(() => client.get(FILES).loginAs(user))
    assert.equal(many.length, few.length)
  })

  test('systems are kept, and one with files stays', async ({ client, assert }) => {
    const { windows } = await newFile()
    const user = await createReleaseManager()
    const made = await sentBy(user, client.post(`${SYSTEMS}new/`)).form({ name: 'Haiku' })
    made.assertStatus(303)
    const haiku = await OperatingSystem.findByOrFail('slug', 'haiku')
    const taken = await sentBy(user, client.post(`${SYSTEMS}new/`)).form({ name: 'Haiku' })
    assert.include(taken.text(), 'Another system has this slug.')
    const refused = await sentBy(user, client.post(`${SYSTEMS}${windows.id}/delete/`)).form({})
    assert.notEqual(refused.status(), 500)
    assert.isNotNull(await OperatingSystem.find(windows.id))
    const asked = await client.get(`${SYSTEMS}${windows.id}/delete/`).loginAs(user)
    asked.assertTextIncludes('3 files are for it')
    await sentBy(user, client.post(`${SYSTEMS}${haiku.id}/delete/`)).form({})
    assert.isNull(await OperatingSystem.find(haiku.id))
  })

  test('are closed to others', async ({ client, assert }) => {
    const { typed } = await newFile()
    const stranger = await UserFactory.create()
    for (const path of [FILES, `${FILES}new/`, SYSTEMS]) {
      const answer = await client.get(path).loginAs(stranger)
      answer.assertStatus(403)
    }
    const sent = await sentBy(stranger, client.post(`${FILES}new/`)).form(typed)
    sent.assertStatus(403)
    assert.isNull(await ReleaseFile.findBy('url', typed.url))
  })
})
