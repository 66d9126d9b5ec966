import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import ReleaseFile from '#models/release_file'
import { createApiRows } from './api_rows.js'
import { ask, type Answer } from './ask.js'

/*
| What python/release-tools does with this API when a release goes out (add_to_pydotorg.py), by a plain HTTP client and
| with a key that the site has given out. Each step does with the answer what the script does.
*/

const BASE = '/api/v1/downloads/'
const FTP = 'https://www.python.org/ftp/python/3.14.0/'

/** Name, slug of the system, end of the address, whether it has the button, what stands beside it. */
type Artifact = [name: string, system: string, file: string, button: boolean, sidecars: string[]]

const SIGNED = ['.asc', '.sigstore', '.spdx.json']

const ARTIFACTS: Artifact[] = [
  ['Gzipped source tarball', 'source', 'Python-3.14.0.tgz', false, SIGNED],
  ['XZ compressed source tarball', 'source', 'Python-3.14.0.tar.xz', true, SIGNED],
  ['macOS installer', 'macos', 'python-3.14.0-macos11.pkg', true, ['.asc', '.sig', '.crt', '.sigstore']],
  ['Windows installer (64-bit)', 'windows', 'python-3.14.0-amd64.exe', true, SIGNED],
  ['Windows installer (32-bit)', 'windows', 'python-3.14.0.exe', false, SIGNED],
  ['Windows installer (ARM64)', 'windows', 'python-3.14.0-arm64.exe', false, SIGNED],
  ['Windows release manifest', 'windows', 'windows-3.14.0.json', false, []],
  ['Android embeddable package (aarch64)', 'android', 'python-3.14.0-aarch64-linux-android.tar.gz', false, ['.asc']],
  ['iOS XCframework', 'ios', 'python-3.14.0-iOS-XCframework.tar.gz', false, ['.asc']],
  ...Array.from({ length: 11 }, (_nothing, index): Artifact => {
    return [`Windows embeddable package ${index}`, 'windows', `python-3.14.0-embed-${index}.zip`, false, SIGNED]
  }),
]

const FIELDS: Readonly<Record<string, string>> = {
  '.asc': 'gpg_signature_file',
  '.sig': 'sigstore_signature_file',
  '.crt': 'sigstore_cert_file',
  '.sigstore': 'sigstore_bundle_file',
  '.spdx.json': 'sbom_spdx2_file',
}

class ReleaseTools {
  readonly #headers: Record<string, string>

  constructor(authInfo: string) {
    this.#headers = { 'Authorization': `ApiKey ${authInfo}`, 'Content-Type': 'application/json' }
  }

  async query(collection: string, query: string): Promise<number> {
    const answer = await this.#send('GET', `${collection}/?${query}`)
    const objects = answer.status === 200 ? JSON.parse(answer.body).objects : []
    if (objects.length === 0) throw new Error(`no object for ${collection} ${query}`)
    return lastNumber(objects[0].resource_uri)
  }

  async addFiles(release: number, artifacts: readonly Artifact[]): Promise<{ made: number[]; printed: string[] }> {
    const files = []
    for (const artifact of artifacts) files.push(await this.#fileOf(release, artifact))
    const purge = await this.#send('DELETE', `release_file/?release=${release}`)
    if (purge.status !== 204) throw new Error(`deleting previous releases failed: ${purge.status}`)

    const made: number[] = []
    const printed: string[] = []
    for (const file of files) {
      const answer = await this.#send('POST', 'release_file/', JSON.stringify(file))
      if (answer.status === 201) made.push(lastNumber(answer.headers.location!))
      else printed.push(JSON.parse(answer.body).error_message ?? 'No error message.')
    }
    return { made, printed }
  }

  remove(file: number): Promise<Answer> {
    return this.#send('DELETE', `release_file/${file}/`)
  }

  async #fileOf(release: number, [name, system, file, button, sidecars]: Artifact): Promise<object> {
    const os = await this.query('os', `slug=${system}`)
    return {
      name,
      slug: `3140-${name
        .replaceAll(' ', '-')
        .replace(/[^a-zA-Z0-9_-]/g, '')
        .slice(0, 40)}`,
      os: `${BASE}os/${os}/`,
      release: `${BASE}release/${release}/`,
      description: button ? 'Recommended' : '',
      is_source: os === 3,
      url: FTP + file,
      sha256_sum: 'ab'.repeat(32),
      filesize: 30_000_000,
      download_button: button,
      ...Object.fromEntries(sidecars.map((suffix) => [FIELDS[suffix], FTP + file + suffix])),
    }
  }

  #send(method: string, path: string, body?: string): Promise<Answer> {
    return ask(BASE + path, { method, headers: this.#headers, body })
  }
}

function lastNumber(address: string): number {
  return Number(address.split('/').filter(Boolean).at(-1))
}

async function toolsOf(state: 'staff' | null): Promise<ReleaseTools> {
  const user = await (state ? UserFactory.apply(state) : UserFactory).create()
  const tokens = await app.container.make(AccessTokens)
  const by = { actor: { id: null, name: 'tester@localhost (console)' } }
  const { text } = await tokens.issue(user, { kind: 'api_v1', name: 'release-tools' }, by)
  return new ReleaseTools(`${user.username}:${text}`)
}

test.group('release-tools', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('replaces the files of a release with twenty new ones, again and again', async ({ assert }) => {
    const tools = await toolsOf('staff')
    const release = await tools.query('release', 'name=Python+3.14.0')
    assert.equal(release, 712)

    const first = await tools.addFiles(release, ARTIFACTS)
    const second = await tools.addFiles(release, ARTIFACTS)
    for (const { made, printed } of [first, second]) {
      assert.lengthOf(made, 20)
      assert.deepEqual(printed, [])
    }
    assert.notIncludeMembers(second.made, first.made)

    const files = await ReleaseFile.query().where('release_id', release).orderBy('id')
    assert.deepEqual(
      files.map(({ id }) => id),
      second.made
    )
    const xz = files.find(({ url }) => url.endsWith('.tar.xz'))!
    assert.isTrue(xz.isSource)
    assert.isTrue(xz.downloadButton)
    assert.equal(xz.slug, '3140-XZ-compressed-source-tarball')
    assert.equal(xz.sbomSpdx2File, `${FTP}Python-3.14.0.tar.xz.spdx.json`)
    const page = await ask('/downloads/release/python-3140/')
    for (const [, , file] of ARTIFACTS) assert.include(page.body, FTP + file)
  })

  test('reads why a file was refused, and takes back what it made', async ({ assert }) => {
    const tools = await toolsOf('staff')
    const twice: Artifact = ['Other name', 'windows', 'python-3.14.0-amd64.exe', false, []]
    const second: Artifact = ['Second button', 'macos', 'second.pkg', true, []]
    const { made, printed } = await tools.addFiles(712, [...ARTIFACTS.slice(0, 4), twice, second])
    assert.lengthOf(made, 4)
    assert.deepEqual(printed, [
      'url: Release File with this URL already exists.',
      'download_button: Only one Release File per OS can have "Download button" enabled',
    ])
    for (const file of made) {
      const { status, body } = await tools.remove(file)
      assert.equal(status, 204)
      assert.equal(body, '')
    }
    assert.lengthOf(await ReleaseFile.query().where('release_id', 712), 0)
    assert.equal((await tools.remove(made[0]!)).status, 404)
  })

  test('stops before it removes anything when the release is not there', async ({ assert }) => {
    const tools = await toolsOf('staff')
    await assert.rejects(() => tools.query('release', 'name=Python+9.9.9'), /no object/)
    assert.equal(await tools.query('release', 'name=Python+3.15.0a1'), 716)
  })

  test('can remove nothing with the key of somebody who is no staff', async ({ assert }) => {
    const tools = await toolsOf(null)
    await assert.rejects(() => tools.addFiles(712, ARTIFACTS.slice(0, 1)), /failed: 401/)
    assert.lengthOf(await ReleaseFile.query().where('release_id', 712), 2)
  })
})
