import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import ReleaseChanged from '#contracts/events/release_changed'
import { ReleaseFactory } from '#database/factories/release_factory'
import ReleaseFile from '#models/release_file'
import { SIDECAR_KINDS } from '#services/pasted_files/sidecars'
import { createReleaseManager, sentBy } from '#tests/release_manager'
import { createSampleSite } from '#tests/sample_site'
import { digestOf, FOLDER, SHA256_LINES, TWENTY_FILES } from '#tests/twenty_files'

const words = (html: string) => html.replace(/\s+/g, ' ')

/** What a browser sends of the form that it was given. */
function controlsOf(html: string): Record<string, string> {
  const form = html.slice(html.lastIndexOf('<form class="admin-form"'))
  const typed: Record<string, string> = {}
  for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
    const [, name] = / name="([^"]*)"/.exec(input) ?? []
    const isOff = input.includes('type="checkbox"') && !/\schecked/.test(input)
    if (name?.startsWith('rows[') && !isOff) typed[uniqueName(typed, name)] = / value="([^"]*)"/.exec(input)?.[1] ?? ''
  }
  for (const [, name, options] of form.matchAll(/<select[^>]* name="(rows[^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    typed[name!] = /<option\s+value="([^"]*)"\s+selected/.exec(options!)?.[1] ?? ''
  }
  return typed
}

/** Ticks of one name come again and again. */
function uniqueName(typed: Record<string, string>, name: string): string {
  if (!name.endsWith('[]')) return name
  const count = Object.keys(typed).filter((other) => other.startsWith(name.slice(0, -1))).length
  return `${name.slice(0, -1)}${count}]`
}

async function sample() {
  const site = await createSampleSite()
  const release = await ReleaseFactory.merge({
    ...{ name: 'Python 3.14.4', isPublished: true, branchId: site['3.14.2'].branchId },
  }).create()
  return { site, release, user: await createReleaseManager(), base: `/admin/downloads/releases/${release.id}/files/` }
}

test.group('All files of a release in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('stand on one page, to which the release leads, by a steady number of queries', async ({ client, assert }) => {
    const { site, user } = await sample()
    const latest = site['3.14.2']
    const base = `/admin/downloads/releases/${latest.id}/files/`
    const record = await client.get(`/admin/manage/downloads/releases/${latest.id}/`).loginAs(user)
    assert.include(record.text(), `href="${base}"`)
    const page = await client.get(base).loginAs(user)
    page.assertStatus(200)
    for (const part of ['Windows installer (64-bit)', 'python-3.14.2-amd64.exe', '.sigstore', '23,566,248'])
      assert.include(page.text(), part)
    assert.match(page.text(), /href="\/admin\/manage\/downloads\/releases\/"\s+aria-current=page/)
    const few = await countQueries(() =>
      client.get(`/admin/downloads/releases/${site['3.9.25'].id}/files/`).loginAs(user)
    )
    const many = await countQueries(() => client.get(base).loginAs(user))
    assert.equal(many.length, few.length)
  })

  test('twenty are pasted, looked at, and saved in one transaction with one event', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { release, user, base } = await sample()
    const looked = await sentBy(user, client.post(`${base}review/`)).form({ lines: SHA256_LINES })
    looked.assertStatus(422)
    assert.equal(await ReleaseFile.query().where('release_id', release.id).first(), null)
    const typed = controlsOf(looked.text())
    assert.equal(typed['rows[f0][name]'], 'Gzipped source tarball')
    assert.equal(typed['rows[f0][slug]'], '3144-Gzipped-source-tarball')
    assert.equal(typed['rows[f0][url]'], `${FOLDER}Python-3.14.4.tgz`)
    assert.equal(typed['rows[f0][sha256Sum]'], digestOf(0))
    // As in the release before: whom it is for, what lies beside it, and the button.
    assert.equal(typed['rows[f5][description]'], 'for macOS 10.15 and later')
    assert.equal(typed['rows[f5][sidecars][0]'], 'sigstoreBundleFile')
    assert.equal(typed['rows[f5][downloadButton]'], 'true')
    for (const [index, name] of TWENTY_FILES.entries()) {
      if (typed[`rows[f${index}][name]`]) continue
      typed[`rows[f${index}][name]`] = name
      typed[`rows[f${index}][operatingSystemId]`] = typed['rows[f0][operatingSystemId]']!
    }
    const events = emitter.fake([ReleaseChanged])
    cleanup(() => emitter.restore())
    const saved = await sentBy(user, client.post(base)).form(typed)
    saved.assertStatus(303)
    saved.assertHeader('location', base)
    const files = await ReleaseFile.query().where('release_id', release.id).orderBy('id').preload('operatingSystem')
    assert.lengthOf(files, 20)
    assert.lengthOf(
      files.filter(({ downloadButton }) => downloadButton),
      3
    )
    const macos = files.find(({ name }) => name === 'macOS installer')!
    assert.containsSubset(macos.$attributes, {
      ...{ slug: '3144-macOS-installer', sha256Sum: digestOf(5), creatorId: user.id },
      sigstoreBundleFile: `${FOLDER}python-3.14.4-macos11.pkg.sigstore`,
    })
    assert.equal(macos.operatingSystem.slug, 'macos')
    events.assertEmittedCount(ReleaseChanged, 1)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ action: 'downloads.release_file.create', actor: user.id })
    assert.lengthOf(entries, 20)
    const page = await client.get('/downloads/release/python-3144/')
    assert.include(page.text(), 'macOS installer')
  })

  test('what is wrong is said of each, nothing is saved and nothing is lost', async ({ client, assert }) => {
    const { release, user, base, site } = await sample()
    const looked = await sentBy(user, client.post(`${base}review/`)).form({ lines: SHA256_LINES })
    const typed = controlsOf(looked.text())
    for (const index of TWENTY_FILES.keys()) typed[`rows[f${index}][operatingSystemId]`] ||= '1'
    Object.assign(typed, {
      'rows[f0][name]': '',
      'rows[f1][description]': 'Kept <as it is>',
      'rows[f2][sha256Sum]': 'short',
      'rows[f3][operatingSystemId]': '',
    })
    const refused = await sentBy(user, client.post(base)).form(typed)
    refused.assertStatus(422)
    const html = words(refused.text())
    assert.include(html, 'href="#f2-sha256Sum"')
    assert.include(html, 'Choose the system that it is for.')
    assert.include(html, 'This checksum has 64 digits')
    assert.include(html, 'value="Kept &lt;as it is&gt;"')
    assert.deepInclude(controlsOf(refused.text()), {
      'rows[f2][sha256Sum]': 'short',
      'rows[f19][sha256Sum]': digestOf(19),
    })
    assert.isNull(await ReleaseFile.query().where('release_id', release.id).first())

    const row = (index: number, more: object) =>
      Object.fromEntries(
        Object.entries({ wanted: 'true', name: 'Some file', operatingSystemId: '1', ...more }).map(([name, value]) => [
          `rows[f${index}][${name}]`,
          String(value),
        ])
      )
    const system = typed['rows[f0][operatingSystemId]']!
    const met = await sentBy(user, client.post(base)).form({
      ...row(0, { url: `${FOLDER}a.zip`, slug: 'same', operatingSystemId: system, downloadButton: 'true' }),
      ...row(1, { url: `${FOLDER}b.zip`, slug: 'same', operatingSystemId: system, downloadButton: 'true' }),
      ...row(2, { url: 'https://www.python.org/ftp/python/3.14.2/Python-3.14.2.tgz', operatingSystemId: system }),
      ...row(3, { url: 'https://example.org/c.zip', operatingSystemId: system }),
      ...row(4, { url: `${FOLDER}d.zip`, operatingSystemId: '999999' }),
    })
    met.assertStatus(422)
    const said = words(met.text())
    for (const part of [
      '“Some file” of this form has this slug.',
      '“Some file” has the download button of this system',
      `“Gzipped source tarball” of ${site['3.14.2'].name} has this address.`,
      'Release file URLs must begin with',
      'This system is gone.',
    ])
      assert.include(said, part)
    assert.isNull(await ReleaseFile.query().where('release_id', release.id).first())
  })

  test('fifty come in with all that may lie beside them, and cost no more queries than one to look at', async ({
    client,
    assert,
  }) => {
    const { release, user, base } = await sample()
    const sidecars = SIDECAR_KINDS.map(({ property }) => property)
    const look = (count: number) => {
      const lines = Array.from({ length: count }, (_, index) => `Python-3.14.4-${index}.tgz`).join('\n')
      return sentBy(user, client.post(`${base}review/`)).form({ lines, sidecars })
    }
    const few = await countQueries(() => look(1))
    let html = ''
    const many = await countQueries(async () => {
      html = (await look(50)).text()
    })
    assert.equal(many.length, few.length)
    const typed = controlsOf(html)
    for (const index of Array(50).keys()) {
      typed[`rows[f${index}][isSource]`] = 'true'
      delete typed[`rows[f${index}][downloadButton]`]
    }
    // Every value of the form, and the token against forgery.
    assert.isBelow(Object.keys(typed).length + 100, 1_000)
    const saved = await sentBy(user, client.post(base)).form(typed)
    saved.assertStatus(303)
    const files = await ReleaseFile.query().where('release_id', release.id)
    assert.lengthOf(files, 50)
    assert.lengthOf(new Set(files.map(({ slug }) => slug)), 50)
    assert.isTrue(files.every(({ url, sbomSpdx2File }) => sbomSpdx2File === `${url}.spdx.json`))
  })

  test('files that are here already are changed, and one that others changed is told', async ({ client, assert }) => {
    const { site, user } = await sample()
    const base = `/admin/downloads/releases/${site['3.14.2'].id}/files/`
    const sum = 'ab'.repeat(32)
    const looked = await sentBy(user, client.post(`${base}review/`)).form({ lines: `${sum}  python-3.14.2.exe` })
    assert.include(looked.text(), 'is here already')
    const typed = controlsOf(looked.text())
    const file = await ReleaseFile.findByOrFail('url', 'https://www.python.org/ftp/python/3.14.2/python-3.14.2.exe')
    const stale = { ...typed, 'rows[f0][version]': '1' }
    const told = await sentBy(user, client.post(base)).form(stale)
    told.assertStatus(422)
    assert.include(told.text(), 'Somebody changed this file while you had it open')
    const saved = await sentBy(user, client.post(base)).form(controlsOf(told.text()))
    saved.assertStatus(303)
    await file.refresh()
    assert.equal(file.sha256Sum, sum)
    const all = await client.get(`${base}edit/`).loginAs(user)
    assert.include(all.text(), 'Save 6 files')
    assert.equal(controlsOf(all.text())['rows[f0][name]'], 'Gzipped source tarball')
  })

  test('a button moves from one file to another, and who is not ticked is left out', async ({ client, assert }) => {
    const { site, user } = await sample()
    const base = `/admin/downloads/releases/${site['3.14.2'].id}/files/`
    const boxed = async () => (await client.get('/box/download-sources/')).text()
    assert.include(await boxed(), 'Python-3.14.2.tar.xz')
    const typed = controlsOf((await client.get(`${base}edit/`).loginAs(user)).text())
    delete typed['rows[f1][downloadButton]']
    typed['rows[f0][downloadButton]'] = 'true'
    delete typed['rows[f2][wanted]']
    typed['rows[f2][name]'] = 'Not saved'
    const saved = await sentBy(user, client.post(base)).form(typed)
    saved.assertStatus(303)
    const files = await ReleaseFile.query().where('release_id', site['3.14.2'].id)
    const gzipped = files.find(({ name }) => name === 'Gzipped source tarball')!
    assert.isTrue(gzipped.downloadButton)
    assert.isUndefined(files.find(({ name }) => name === 'Not saved'))
    // What is made of releases is made anew.
    assert.include(await boxed(), 'Python-3.14.2.tgz')
  })

  test('a paste that says nothing comes back with what is wrong', async ({ client, assert }) => {
    const { user, base } = await sample()
    const send = (lines: string) => sentBy(user, client.post(`${base}review/`)).form({ lines, folder: `${FOLDER}x/` })
    const nonsense = await send('hello <world>')
    nonsense.assertStatus(422)
    assert.include(words(nonsense.text()), 'Line 1, <code>hello &lt;world&gt;</code>:')
    assert.include(nonsense.text(), `value="${FOLDER}x/"`)
    const nowhere = await sentBy(user, client.post(`${base}review/`)).form({ lines: 'a.tgz', folder: 'nowhere' })
    nowhere.assertStatus(422)
    for (const part of ['Write the folder as an address', 'a.tgz', 'value="nowhere"']) nowhere.assertTextIncludes(part)
    const empty = await send('')
    empty.assertTextIncludes('Paste at least one address')
    const many = await send(Array.from({ length: 51 }, (_, index) => `file${index}.tgz`).join('\n'))
    many.assertTextIncludes('Paste at most 50 at a time.')
    const nothing = await sentBy(user, client.post(base)).form({})
    nothing.assertStatus(422)
    nothing.assertTextIncludes('Nothing is ticked')
  })

  test('are closed to others, and gone with the plugin', async ({ client, assert, cleanup }) => {
    const { release, user, base } = await sample()
    for (const other of [await UserFactory.create(), await UserFactory.apply('staff').create()]) {
      for (const path of [base, `${base}edit/`]) (await client.get(path).loginAs(other)).assertStatus(403)
      for (const path of [base, `${base}review/`]) {
        const answer = await sentBy(other, client.post(path)).form({ lines: SHA256_LINES })
        answer.assertStatus(403)
      }
    }
    assert.isNull(await ReleaseFile.query().where('release_id', release.id).first())
    const none = await client.get('/admin/downloads/releases/999999/files/').loginAs(user)
    none.assertStatus(404)
    cleanup(await switchFeature('downloads', 'off'))
    const off = await client.get(base).loginAs(user)
    off.assertStatus(404)
  })
})
