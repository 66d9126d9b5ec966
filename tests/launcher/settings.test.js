import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { runsWithoutDatabase } from '../../bin/launcher/ace.js'
import { maskUrl, resolveDatabase } from '../../bin/launcher/database.js'
import { siteEnvironment } from '../../bin/launcher/environment.js'
import { findSiteNode, requireLauncherNode, withNodeOnPath } from '../../bin/launcher/node_runtime.js'
import { makeFolder, PROJECT, statMode } from './support/fixture.js'

/**
 * Runs a test with certain environment variables and no others of the site.
 *
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} values
 */
function setEnvironment(t, values) {
  const before = { ...process.env }
  t.after(() => {
    process.env = before
  })
  process.env = { PATH: before['PATH'], ...values }
}

test('passwords are masked wherever they stand in an address', () => {
  assert.equal(maskUrl('postgres://me:secret@db:5432/site'), 'postgres://me:***@db:5432/site')
  assert.equal(maskUrl('postgres://db/site?user=me&password=secret'), 'postgres://db/site?user=me&password=***')
  assert.equal(maskUrl('postgres://me@db/site'), 'postgres://me@db/site')
  assert.equal(maskUrl('secret').includes('secret'), false)
})

test('DATABASE_URL is used as it is', async (t) => {
  setEnvironment(t, { DATABASE_URL: 'postgres://me:secret@db/site?sslmode=require' })
  const database = await resolveDatabase({ root: makeFolder(t) })
  assert.equal(database.url, 'postgres://me:secret@db/site?sslmode=require')
  assert.equal(database.kind, 'external')
  assert.equal(database.summary.includes('secret'), false)
})

test('DATABASE_URL may stand in .env, and the environment wins', async (t) => {
  const root = makeFolder(t)
  writeFileSync(join(root, '.env'), '# ours\nDATABASE_URL="postgres://file/site" # quoted\n')
  setEnvironment(t, {})
  assert.equal((await resolveDatabase({ root })).url, 'postgres://file/site')
  setEnvironment(t, { DATABASE_URL: 'postgres://environment/site' })
  assert.equal((await resolveDatabase({ root })).url, 'postgres://environment/site')
})

test('the site gets a default for everything it insists on', (t) => {
  const root = makeFolder(t)
  setEnvironment(t, {})
  const first = siteEnvironment({ root, nodeEnv: 'production' })
  assert.equal(first.HOST, '127.0.0.1')
  assert.equal(first.APP_URL, 'http://localhost:3333')
  assert.equal(first['MAIL_DIRECTORY'], join(root, 'tmp', 'mail'))
  assert.equal(first['STORAGE_DIRECTORY'], join(root, 'storage'))
  assert.equal(statMode(join(root, 'tmp', 'app_key')), 0o600)
  assert.ok((first['APP_KEY'] ?? '').length >= 32)
  assert.equal(siteEnvironment({ root, nodeEnv: 'production' })['APP_KEY'], first['APP_KEY'])
  setEnvironment(t, { PORT: '4000', HOST: '0.0.0.0', APP_KEY: 'given' })
  const second = siteEnvironment({ root, nodeEnv: 'production' })
  assert.equal(second.APP_URL, 'http://localhost:4000')
  assert.equal(second['APP_KEY'], 'given')
})

test('an old Node is refused in words', () => {
  assert.throws(() => requireLauncherNode('18.19.1'), /needs Node 20 or newer.*18\.19\.1/)
  assert.doesNotThrow(() => requireLauncherNode('20.0.0'))
})

test("the site's Node comes first for children", () => {
  const node = findSiteNode(PROJECT)
  assert.ok(Number.parseInt(node.version, 10) >= 24)
  const env = withNodeOnPath({ path: '/opt/node24/bin/node', version: '24.0.0' }, { PATH: '/usr/bin' })
  assert.equal(env['PATH'], '/opt/node24/bin:/usr/bin')
})

test('only commands that ask the database get one', () => {
  for (const args of [['list'], ['codegen'], ['make:plugin', 'x'], ['migration:run', '--help'], []]) {
    assert.equal(runsWithoutDatabase(args), true, args.join(' '))
  }
  for (const args of [['migration:run'], ['repl'], ['--ansi', 'db:seed'], ['serve', '--hmr']]) {
    assert.equal(runsWithoutDatabase(args), false, args.join(' '))
  }
})
