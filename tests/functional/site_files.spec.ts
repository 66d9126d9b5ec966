import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { siteFiles } from '#config/site'

test.group('Files about the site', (group) => {
  let file: string

  group.each.setup(() => {
    const folder = mkdtempSync(join(tmpdir(), 'site-files-'))
    const kept = { ...siteFiles }
    file = join(folder, 'file')
    return () => {
      Object.assign(siteFiles, kept)
      rmSync(folder, { recursive: true })
    }
  })

  test('name the people behind it', async ({ client, assert }) => {
    const response = await client.get('/humans.txt')
    response.assertStatus(200)
    assert.match(response.header('content-type')!, /^text\/plain/)
    response.assertTextIncludes('Guido van Rossum')
    siteFiles.humans = file
    writeFileSync(file, 'Ada\n')
    assert.equal((await client.get('/humans.txt')).text(), 'Ada\n')
    rmSync(file)
    ;(await client.get('/humans.txt')).assertStatus(404)
  })

  test('say how to support it, by fundingjson.org', async ({ client, assert }) => {
    const response = await client.get('/funding.json')
    response.assertStatus(200)
    assert.match(response.header('content-type')!, /^application\/json/)
    assert.equal(response.header('cache-control'), 'public, max-age=3600')
    const manifest = response.body() as { version: string; projects: { guid: string }[] }
    assert.equal(manifest.version, 'v1.0.0')
    assert.deepEqual(
      manifest.projects.map(({ guid }) => guid),
      ['cpython', 'pypi', 'pyconus', 'community']
    )
  })

  test('answer as python.org does when the manifest is missing or broken', async ({ client, assert }) => {
    siteFiles.funding = file
    const missing = await client.get('/funding.json')
    missing.assertStatus(404)
    missing.assertBody({ error: 'funding.json not found' })
    writeFileSync(file, '{ "version": ')
    const broken = await client.get('/funding.json')
    broken.assertStatus(500)
    broken.assertBody({ error: 'Invalid JSON in funding.json' })
    assert.equal(broken.header('cache-control'), 'no-store')
  })
})
