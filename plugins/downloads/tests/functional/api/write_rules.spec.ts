import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import Release from '#models/release'
import { createApiRows } from './api_rows.js'
import { ask, askJson, type Answer } from './ask.js'
import { useSampleAccounts } from './sample_accounts.js'
import { newFile, newId, send, URL_OF_FILE } from './send.js'

/*
| Rules of the domain, which both versions keep.
*/

const VERSIONS = [1, 2] as const
const FILES = (version: 1 | 2) => `/api/v${version}/downloads/release_file/`
const HTTPS = "Release file URLs must begin with 'https://www.python.org/'."
const XZ = 'https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz'

/** Sentences by field, out of the envelope of version 1. */
function faultsIn(version: 1 | 2, { body }: Answer): Record<string, string[]> {
  const told = JSON.parse(body)
  return version === 1 ? told['downloads/release_file'] : told
}

test.group('Addresses of files', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('are on www.python.org by https: {$self}')
    .with([
      'http://www.python.org/ftp/x',
      'https://example.org/x',
      'https://www.python.org.example.org/x',
      'https://python.org/x',
    ])
    .run(async ({ assert }, url) => {
      for (const version of VERSIONS) {
        const answer = await send('POST', FILES(version), newFile(version, { url }))
        assert.equal(answer.status, 400)
        assert.deepEqual(faultsIn(version, answer), { url: [HTTPS] })
      }
    })

  test('are refused in the words and the shape of tastypie', async ({ assert }) => {
    const sent = newFile(1, { url: 'https://example.org/x', gpg_signature_file: 'https://example.org/y' })
    assert.equal(
      (await send('POST', FILES(1), sent)).body,
      `{"downloads/release_file": {"gpg_signature_file": ["${HTTPS}", ` +
        `"Sidecar URL must match the artifact URL plus '.asc'."], "url": ["${HTTPS}"]}}`
    )
  })

  test('of what belongs to a file begin with its own: {0}')
    .with([
      ['gpg_signature_file', '.asc'],
      ['sigstore_signature_file', '.sig'],
      ['sigstore_cert_file', '.crt'],
      ['sigstore_bundle_file', '.sigstore'],
      ['sbom_spdx2_file', '.spdx.json'],
    ] as [string, string][])
    .run(async ({ assert }, [field, suffix]) => {
      const sentence = `Sidecar URL must match the artifact URL plus '${suffix}'.`
      for (const version of VERSIONS) {
        for (const wrong of [`${XZ}${suffix}`, `${URL_OF_FILE}.txt`, URL_OF_FILE]) {
          const answer = await send('POST', FILES(version), newFile(version, { [field]: wrong }))
          assert.equal(answer.status, 400)
          assert.deepEqual(faultsIn(version, answer), { [field]: [sentence] })
        }
        const own = newFile(version, {
          slug: `own-${version}`,
          url: `${URL_OF_FILE}${version}`,
          [field]: `${URL_OF_FILE}${version}${suffix}`,
        })
        assert.equal((await send('POST', FILES(version), own)).status, 201)
      }
    })

  test('without https may stay where they are, and not change', async ({ assert }) => {
    const path = `${FILES(2)}804/`
    const kept = await send('PATCH', path, { description: 'old' })
    assert.equal(kept.status, 200)
    assert.equal(JSON.parse(kept.body).url, 'http://www.python.org/ftp/python/2.7.18/Python-2.7.18.tgz')
    const changed = await send('PATCH', path, { url: 'http://www.python.org/ftp/python/2.7.18/Python-2.7.18.tar' })
    assert.equal(changed.status, 400)
    assert.deepEqual(JSON.parse(changed.body), { url: [HTTPS] })
  })

  test('cannot change without those that belong to the file', async ({ assert }) => {
    const answer = await send('PATCH', `${FILES(2)}801/`, { url: `${XZ}2` })
    assert.equal(answer.status, 400)
    assert.deepEqual(Object.keys(JSON.parse(answer.body)), [
      'gpg_signature_file',
      'sigstore_bundle_file',
      'sbom_spdx2_file',
    ])
  })
})

test.group('What may be there once', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  test('is a slug: {0}')
    .with([
      ['os', { name: 'Other', slug: 'windows' }, 'Operating System with this slug already exists.'],
      ['release', { name: 'Other', slug: 'python-3140' }, 'Release with this slug already exists.'],
    ] as [string, object, string][])
    .run(async ({ assert }, [collection, body, sentence]) => {
      const first = await send('POST', `/api/v1/downloads/${collection}/`, body)
      assert.equal(first.status, 400)
      assert.equal(
        first.body,
        `{"downloads/${collection}": {"slug": ["${sentence}"]}, "error_message": "slug: ${sentence}"}`
      )
      const second = await send('POST', `/api/v2/downloads/${collection}/`, body)
      assert.equal(second.status, 400)
      assert.equal(second.body, JSON.stringify({ slug: [sentence] }))
    })

  test('is a slug that was made from a name', async ({ assert }) => {
    const answer = await send('POST', '/api/v1/downloads/release/', { name: 'Python 3.14.0' })
    assert.equal(answer.status, 400)
    assert.include(JSON.parse(answer.body).error_message, 'Release with this slug already exists.')
  })

  test('is the address of a file', async ({ assert }) => {
    const sentence = 'Release File with this URL already exists.'
    for (const version of VERSIONS) {
      const answer = await send('POST', FILES(version), newFile(version, { url: XZ }))
      assert.equal(answer.status, 400)
      assert.deepEqual(faultsIn(version, answer), { url: [sentence] })
    }
    assert.equal((await send('PATCH', `${FILES(2)}802/`, { url: XZ })).status, 400)
    assert.equal((await send('PATCH', `${FILES(2)}802/`, { slug: '3140-XZ-compressed-source-tarball' })).status, 400)
    assert.equal((await send('PATCH', `${FILES(2)}801/`, { url: XZ })).status, 200)
  })

  test('is a file with a button, for each release and system', async ({ assert }) => {
    const button = (version: 1 | 2, differing = {}) => newFile(version, { download_button: true, ...differing })
    const first = await send('POST', FILES(1), button(1, { os: '/api/v1/downloads/os/3/' }))
    assert.equal(first.status, 400)
    assert.deepEqual(faultsIn(1, first), {
      download_button: ['Only one Release File per OS can have "Download button" enabled'],
    })
    const second = await send('POST', FILES(2), button(2, { os: '/api/v2/downloads/os/3/' }))
    assert.equal(second.status, 400)
    assert.deepEqual(JSON.parse(second.body), {
      non_field_errors: ['The fields os, release must make a unique set.'],
    })
    const third = await send('PATCH', `${FILES(2)}802/`, { os: '/api/v2/downloads/os/3/', download_button: true })
    assert.equal(third.status, 400)

    assert.equal((await send('PATCH', `${FILES(2)}801/`, { download_button: true })).status, 200)
    assert.equal((await send('POST', FILES(1), button(1))).status, 201)
  })

  test('does not keep a file without a button from joining one that has it', async ({ assert }) => {
    const differing = { os: '/api/v2/downloads/os/3/', slug: 'beside', url: `${XZ}2` }
    assert.equal((await send('POST', FILES(2), newFile(2, differing))).status, 201)
  })
})

test.group('The latest release', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())
  group.each.setup(() => useSampleAccounts())

  async function latest(): Promise<string[]> {
    const releases = await Release.query().where('is_latest', true).orderBy('version')
    return releases.map(({ name }) => name)
  }

  test('is one for each version, the one that was saved last as such', async ({ assert }) => {
    const sent = { name: 'Python 3.14.1', slug: 'python-3141', is_latest: true, is_published: true }
    assert.equal((await send('POST', '/api/v1/downloads/release/', sent)).status, 201)
    assert.deepEqual(await latest(), ['Python 2.7.18', 'Python 3.14.1', 'Python install manager 25.0'])
    await send('PATCH', '/api/v2/downloads/release/711/', { is_latest: true })
    assert.deepEqual(await latest(), ['Python 2.7.18', 'Python 3.10.19', 'Python install manager 25.0'])
  })

  test('has its text rendered like any other', async ({ assert }) => {
    const answer = await send('POST', '/api/v2/downloads/release/', { name: 'Python 3.14.2', slug: 'python-3142' })
    const release = await Release.findOrFail(newId(answer))
    assert.equal(release.contentMarkupType, 'markdown')
    assert.equal(release.contentRendered, '')
    assert.isNull(release.branchId)
  })

  test('is on its page as soon as it is published', async ({ assert }) => {
    const { headers } = await send('POST', '/api/v2/downloads/release/', { name: 'Python 3.14.3', slug: 'python-3143' })
    const page = '/downloads/release/python-3143/'
    assert.equal((await ask(page)).status, 404)
    const path = new URL(headers.location!).pathname
    await send('PATCH', path, { is_published: true })
    assert.equal((await ask(page)).status, 200)
    assert.isTrue((await askJson(path)).is_published)
  })
})
