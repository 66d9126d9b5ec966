import app from '@adonisjs/core/services/app'
import ace from '@adonisjs/core/services/ace'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import edge from 'edge.js'
import { test } from '@japa/runner'
import Boxes from '@pydotorg/boxes/contracts/boxes'
import BoxesImported from '@pydotorg/boxes/contracts/events/boxes_imported'
import { AuditLog } from '@pydotorg/platform/audit'
import { Contracts } from '@pydotorg/platform/contracts'
import { switchFeature } from '@pydotorg/platform/testing'
import ReleaseFile from '#models/release_file'
import { refreshGenerated } from '#services/generated/refresh_generated'
import { releaseBoxes } from '#services/generated/release_boxes'
import { createSampleSite } from '#tests/sample_site'
import { useSampleAccounts } from './api/sample_accounts.js'
import { newId, send } from './api/send.js'

const LABELS = ['supernav-python-downloads', 'download-sources', 'homepage-downloads']
const FTP = 'https://www.python.org/ftp/python'

const boxes = async () => (await app.container.make(Contracts)).get(Boxes)

test.group('Boxes of releases', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => useSampleAccounts())

  test('show the latest Python 3 and the install manager, for each system that has a file', async ({
    client,
    assert,
  }) => {
    await createSampleSite()
    const response = await client.get('/box/supernav-python-downloads/')
    response.assertStatus(200)
    const html = response.text()
    assert.deepEqual(
      [...html.matchAll(/class="(download-\S+?)["\s]/g)].map(([, name]) => name),
      ['download-os-macos', 'download-os-source', 'download-os-windows', 'download-unknown']
    )
    const buttons = [...html.matchAll(/<a class="button" href="([^"]+)"[^>]*>([^<]+)</g)].map(([, ...found]) => found)
    assert.deepEqual(buttons, [
      [`${FTP}/3.14.2/python-3.14.2-macos11.pkg`, 'Python 3.14.2'],
      [`${FTP}/3.14.2/Python-3.14.2.tar.xz`, 'Python 3.14.2'],
      [`${FTP}/pymanager/python-manager-25.2.msix`, 'Python install manager 25.2'],
      [`${FTP}/3.14.2/python-3.14.2-amd64.exe`, 'Python 3.14.2'],
      ['/downloads/operating-systems/', 'Choose a system'],
    ])
    assert.notInclude(html, 'style=')
    // Build scripts take the first such address (spec: clients).
    assert.equal(/https:\/\/\S+?\.tar\.xz/.exec(html)?.[0], `${FTP}/3.14.2/Python-3.14.2.tar.xz`)
  })

  test('need no Python 2, and name it when it is there', async ({ assert }) => {
    const { '2.7.18': python2 } = await createSampleSite()
    const contract = await boxes()
    const sources = await contract.html('download-sources')
    assert.include(sources, `href="${FTP}/3.14.2/Python-3.14.2.tar.xz"`)
    assert.notInclude(sources, 'Python 2')
    const url = `${FTP}/2.7.18/Python-2.7.18.tar.xz`
    const { operatingSystemId } = await ReleaseFile.findByOrFail('url', `${FTP}/3.14.2/Python-3.14.2.tar.xz`)
    await ReleaseFile.create({
      ...{ name: 'XZ', slug: 'xz-2718', description: '', url, releaseId: python2.id, operatingSystemId },
      ...{ isSource: true, downloadButton: true, filesize: 0, gpgSignatureFile: '', md5Sum: '', sha256Sum: '' },
      ...{ sigstoreSignatureFile: '', sigstoreCertFile: '', sigstoreBundleFile: '', sbomSpdx2File: '' },
    })
    assert.include(await contract.html('download-sources'), `href="${url}"`)
    assert.include(await contract.html('homepage-downloads'), '<a href="/downloads/release/python-3142/"')
  })

  test('stay as they are while there is no latest Python 3, and those without a file', async ({ assert }) => {
    const { '3.14.2': latest } = await createSampleSite()
    const contract = await boxes()
    const before = await Promise.all(LABELS.map((label) => contract.html(label)))
    await latest.merge({ isLatest: false }).save()
    assert.deepEqual(await releaseBoxes(), [])
    assert.deepEqual(await Promise.all(LABELS.map((label) => contract.html(label))), before)
    await ReleaseFile.query().delete()
    await latest.merge({ isLatest: true }).save()
    assert.deepEqual(
      (await releaseBoxes()).map(({ label }) => label),
      ['homepage-downloads']
    )
  })

  test('and pages that show them are new when a release is published through the API', async ({ client, assert }) => {
    await createSampleSite()
    const page = () => edge.renderRaw(`{{{ await site.snippet('homepage-downloads') }}}`)
    const read = async (label: string) => (await client.get(`/box/${label}/`)).text()
    for (const label of LABELS)
      assert.include(await read(label), '3.14.2'.replaceAll('.', label === LABELS[2] ? '' : '.'))
    assert.include(await page(), 'Python 3.14.2')

    const draft = { name: 'Python 3.14.4', slug: 'python-3144', release_date: '2026-04-07', is_latest: true }
    const made = newId(
      await send('POST', '/api/v2/downloads/release/', { ...draft, is_latest: false, is_published: false })
    )
    const url = `${FTP}/3.14.4/Python-3.14.4.tar.xz`
    const { operatingSystemId } = await ReleaseFile.findByOrFail('url', `${FTP}/3.14.2/Python-3.14.2.tar.xz`)
    const file = { name: 'XZ compressed source tarball', slug: '3144-xz', url, is_source: true, download_button: true }
    await send('POST', '/api/v1/downloads/release_file/', {
      ...file,
      os: `/api/v1/downloads/os/${operatingSystemId}/`,
      release: `/api/v1/downloads/release/${made}/`,
    })
    assert.notInclude(await read('download-sources'), '3.14.4', 'a draft is nobody’s business')

    const published = await send('PATCH', `/api/v2/downloads/release/${made}/`, { is_latest: true, is_published: true })
    assert.equal(published.status, 200)
    assert.include(await read('supernav-python-downloads'), `href="${url}"`)
    assert.include(await read('download-sources'), `href="${url}"`)
    assert.include(await read('homepage-downloads'), 'href="/downloads/release/python-3144/"')
    assert.include(await page(), 'Python 3.14.4')
  })

  test('are new when a file goes, and when another release becomes the latest', async ({ assert }) => {
    const { '3.14.2': latest, '3.14.1': older } = await createSampleSite()
    const contract = await boxes()
    const windows = await ReleaseFile.findByOrFail('url', `${FTP}/3.14.2/python-3.14.2-amd64.exe`)
    await send('DELETE', `/api/v2/downloads/release_file/${windows.id}/`)
    assert.notInclude(await contract.html('supernav-python-downloads'), 'amd64.exe')
    await send('PATCH', `/api/v2/downloads/release/${older.id}/`, { is_latest: true })
    assert.include(await contract.html('homepage-downloads'), 'Python 3.14.1')
    await send('PATCH', `/api/v2/downloads/release/${latest.id}/`, { is_latest: true })
    assert.include(await contract.html('homepage-downloads'), 'Python 3.14.2')
  })

  test('replace what somebody wrote by hand, and the log has what it was', async ({ assert }) => {
    await createSampleSite()
    const contract = await boxes()
    await contract.write('somebody', async () => [{ label: 'download-sources', html: 'by hand' }])
    assert.deepEqual(await refreshGenerated(), ['download-sources'])
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ action: 'boxes.box.generate', limit: 1 })
    assert.equal(entries[0]!.actor.name, 'downloads (generated)')
    assert.deepInclude(entries[0]!.before, { content: 'by hand' })
    assert.deepEqual(await refreshGenerated(), [])
  })

  test('are made anew when boxes came from elsewhere, and by a command', async ({ assert }) => {
    await createSampleSite()
    const contract = await boxes()
    const old = async () => [{ label: 'homepage-downloads', html: 'of years ago' }]
    await contract.write('somebody', old)
    await emitter.emit(BoxesImported, new BoxesImported())
    assert.include(await contract.html('homepage-downloads'), 'Python 3.14.2')

    await contract.write('somebody', old)
    ace.ui.switchMode('raw')
    ace.ui.logger.flushLogs()
    await ace.exec('downloads:boxes', [])
    const output = JSON.stringify(ace.ui.logger.getLogs())
    ace.ui.switchMode('normal')
    assert.include(output, 'Changed: homepage-downloads')
    assert.include(await contract.html('homepage-downloads'), 'Python 3.14.2')
  })

  test('are no matter while boxes are off', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('boxes', 'off'))
    await createSampleSite()
    assert.deepEqual(await refreshGenerated(), [])
  })
})
