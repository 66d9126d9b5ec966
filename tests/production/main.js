/*
| The production build as an operator has it: copied to another folder, without development dependencies, against a
| DATABASE_URL. Ends with `N passed, N failed`.
*/
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import assert from 'node:assert/strict'

import { destroyEmbeddedPostgres, startEmbeddedPostgres } from '../../bin/launcher/embedded_postgres.js'
import { findFreePort } from '../../bin/launcher/free_port.js'
import { withNodeOnPath, findSiteNode } from '../../bin/launcher/node_runtime.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = findSiteNode(root)

/** Milliseconds the site gives to open connections after SIGTERM, as set below. */
const SHUTDOWN_DEADLINE = 2_000

/** Milliseconds beyond the deadline for closing the pool and ending the process. */
const CLOSING_TIME = 3_000

const databaseDir = mkdtempSync(join(tmpdir(), 'pydotorg-production-db-'))
const site = mkdtempSync(join(tmpdir(), 'pydotorg-production-'))

/** @type {import('node:child_process').ChildProcess | null} */
let server = null

/** @returns {import('node:child_process').ChildProcess | null} what `server` is by now, which the compiler cannot see */
const running = () => server
let port = 0
let passed = 0
let failed = 0

/**
 * @param {string} title
 * @param {() => Promise<void>} check
 */
async function test(title, check) {
  try {
    await check()
    passed += 1
    console.log(`✔ ${title}`)
  } catch (error) {
    failed += 1
    console.log(`✖ ${title}\n${error instanceof Error ? error.stack : error}`)
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
async function run(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  assert.equal(code, 0, `${command} ${args.join(' ')} ends with ${code}`)
}

/**
 * @param {string} path
 * @returns {Promise<Response>}
 */
function get(path) {
  return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' })
}

async function waitForServer() {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const live = await get('/health/live').catch(() => null)
    if (live?.status === 200) return
    assert.equal(server?.exitCode, null, 'the server ends while starting')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail('the server does not answer')
}

try {
  const postgres = await startEmbeddedPostgres({ root, stateDir: databaseDir })
  port = await findFreePort()
  const env = {
    ...withNodeOnPath(node, process.env),
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    APP_KEY: 'production-smoke-test-key-of-32-ch',
    DATABASE_URL: postgres.url,
    SHUTDOWN_DEADLINE: String(SHUTDOWN_DEADLINE),
  }

  await test('the build is made', async () => {
    await run('npm', ['run', '--silent', 'build'], { cwd: root, env: { ...env, NODE_ENV: 'development' } })
    cpSync(join(root, 'build'), site, { recursive: true, filter: (source) => !source.endsWith('node_modules') })
  })

  await test('it installs without development dependencies', async () => {
    await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: site, env })
    assert.equal(existsSync(join(site, 'node_modules', 'eslint')), false)
  })

  await test('it migrates and seeds the given database', async () => {
    await run(node.path, ['ace.js', 'migration:run', '--force'], { cwd: site, env })
    await run(node.path, ['ace.js', 'site:seed'], { cwd: site, env })
  })

  await test('it boots and serves', async () => {
    server = spawn(node.path, ['bin/server.js'], { cwd: site, env, stdio: ['ignore', 'ignore', 'inherit'] })
    await waitForServer()
    const page = await get('/downloads/')
    assert.equal(page.status, 200)
    assert.match(await page.text(), /Python 3\.14\.0/)
    assert.equal((await get('/health/ready')).status, 200)
    assert.equal((await get('/styleguide/')).status, 404, 'the styleguide is for developers')
    const releases = /** @type {unknown[]} */ (await (await get('/api/v2/downloads/release/')).json())
    assert.ok(releases.length > 600, `${releases.length} releases`)
  })

  await test('it serves the assets that its pages name', async () => {
    const html = await (await get('/')).text()
    const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
    assert.ok(assets.length > 0, 'the home page names assets')
    for (const asset of assets) assert.equal((await get(asset)).status, 200, asset)
  })

  await test('it shows no stack trace', async () => {
    const missing = await get('/no-such-page/')
    assert.equal(missing.status, 404)
    assert.doesNotMatch(await missing.text(), /node_modules|\.js:\d+/)
  })

  await test('it stops within its deadline although a client holds a connection open', async () => {
    assert.ok(server)
    const held = connect(port, '127.0.0.1')
    await once(held, 'connect')
    held.on('error', () => {})
    held.write('GET /downloads/ HTTP/1.1\r\nHost: localhost\r\n')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const askedAt = performance.now()
    const exited = once(server, 'exit')
    server.kill('SIGTERM')
    const [code] = await exited
    const milliseconds = performance.now() - askedAt
    held.destroy()
    assert.equal(code, 0)
    assert.ok(milliseconds < SHUTDOWN_DEADLINE + CLOSING_TIME, `${Math.round(milliseconds)} ms`)
  })
} finally {
  running()?.kill('SIGKILL')
  await destroyEmbeddedPostgres(databaseDir)
  rmSync(site, { recursive: true, force: true })
  rmSync(databaseDir, { recursive: true, force: true })
}

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
