import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'

import { findFreePort } from '../../bin/launcher/free_port.js'
import { withClient } from '../../bin/launcher/postgres_client.js'
import { identify, isRunning } from '../../bin/launcher/process_identity.js'
import { waitUntil } from '../../bin/launcher/wait_until.js'
import { makeClone, PROJECT } from './support/fixture.js'

/*
| bin/start.js with everything real but the application: an ace.js that notes how
| it was called and "builds" a server of a few lines.
*/
const options = { timeout: 60_000, skip: Number.parseInt(process.versions.node, 10) < 24 && 'needs Node 24' }

test('starts, starts again quickly, and stops in good order', options, async (t) => {
  const root = makeSite(t)
  const PORT = String(await findFreePort())
  const first = await startSite(t, root, { PORT })
  assert.match(first.output(), new RegExp(`ready at http://localhost:${PORT}`))
  assert.equal(await (await fetch(`http://127.0.0.1:${PORT}/`)).text(), 'production')
  assert.deepEqual(calls(root), ['codegen', 'build', 'site:seed'])
  const postgres = serverOf(root)
  first.launcher.kill('SIGTERM')
  assert.equal(await first.exited, 0)
  assert.equal(isRunning(postgres), false)
  assert.ok(first.output().includes('site: closed'), 'the site got to end by itself')

  const startedAt = performance.now()
  const second = await startSite(t, root, { PORT })
  assert.ok(performance.now() - startedAt < 5_000)
  assert.deepEqual(calls(root), ['codegen', 'build', 'site:seed'], 'nothing is done twice')
  second.launcher.kill('SIGINT')
  assert.equal(await second.exited, 0)
})

test('after kill -9 of the launcher the next start works', options, async (t) => {
  const root = makeSite(t)
  const PORT = String(await findFreePort())
  const first = await startSite(t, root, { PORT })
  const postgres = serverOf(root)
  first.launcher.kill('SIGKILL')
  await first.exited
  const second = await startSite(t, root, { PORT })
  assert.equal(serverOf(root).pid, postgres.pid)
  second.launcher.kill('SIGTERM')
  await second.exited
  assert.equal(isRunning(postgres), false)
})

test('a site that ends by itself takes PostgreSQL with it', options, async (t) => {
  const root = makeSite(t)
  const PORT = String(await findFreePort())
  const site = await startSite(t, root, { PORT })
  const postgres = serverOf(root)
  await fetch(`http://127.0.0.1:${PORT}/crash`).catch(() => {})
  assert.equal(await site.exited, 1)
  assert.match(site.output(), /The site ended by itself \(exit 3\)/)
  assert.equal(isRunning(postgres), false)
})

test('a taken port is told before anything slow is begun', options, async (t) => {
  const root = makeSite(t)
  const other = createServer().listen(0, '127.0.0.1')
  t.after(() => other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = /** @type {import('node:net').AddressInfo} */ (other.address())
  const site = launch(t, root, { PORT: String(port) })
  assert.equal(await site.exited, 1)
  assert.match(site.output(), new RegExp(`Port ${port} on 127.0.0.1 is in use.*PORT=${port + 1} npm start`))
  assert.deepEqual(calls(root), [])
})

test('a stop while starting leaves nothing behind', options, async (t) => {
  const root = makeSite(t)
  const site = launch(t, root, { PORT: String(await findFreePort()) })
  await waitUntil(() => existsSync(join(root, 'tmp', 'postgres', 'password')), { timeoutMs: 10_000, everyMs: 2 })
  site.launcher.kill('SIGTERM')
  assert.equal(await site.exited, 0)
  assert.equal(existsSync(join(root, 'tmp', 'postgres', 'data', 'postmaster.pid')), false)
})

test('a site on a database of its own gets one account, and tells its password once', options, async (t) => {
  const root = makeSite(t)
  const environment = { PORT: String(await findFreePort()), STDIN: join(root, 'stdin') }
  const bare = await startSite(t, root, environment)
  assert.equal(calls(root).includes('user:create'), false, 'there are no accounts without their table')
  await withClient(recordOf(root).url, (client) => client.query('create table users (id integer)'))
  bare.launcher.kill('SIGTERM')
  await bare.exited

  const first = await startSite(t, root, environment)
  const password = readFileSync(environment.STDIN, 'utf8')
  assert.match(password, /^[\w-]{20}$/)
  const [call] = calls(root).filter((line) => line.startsWith('user:create'))
  assert.equal(call, 'user:create admin --email=admin@example.org --superuser --password-stdin')
  const told = `sign in at http://localhost:${environment.PORT}/accounts/login/ as admin with the password ${password}`
  // The site is ready a line before this one, so that it may not be read yet.
  await waitUntil(() => first.output().includes(told), { timeoutMs: 10_000, everyMs: 20 })
  await withClient(recordOf(root).url, (client) => client.query('insert into users values (1)'))
  first.launcher.kill('SIGTERM')
  await first.exited
  assert.equal(first.output().split(told).length, 2)
  assert.ok(first.output().indexOf('ready at') < first.output().indexOf(told))

  const second = await startSite(t, root, environment)
  second.launcher.kill('SIGTERM')
  await second.exited
  assert.equal(second.output().includes('password'), false)
  assert.equal(calls(root).filter((line) => line.startsWith('user:create')).length, 1)
})

/**
 * @param {import('node:test').TestContext} t
 * @returns {string}
 */
function makeSite(t) {
  const root = makeClone(t)
  cpSync(join(PROJECT, 'bin', 'start.js'), join(root, 'bin', 'start.js'))
  mkdirSync(join(root, 'tmp'))
  // No npm here: an installation that matches its lock file needs none.
  for (const path of ['package-lock.json', join('node_modules', '.package-lock.json')]) {
    writeFileSync(join(root, path), '{"packages":{}}')
  }
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  const server = `
    import { createServer } from 'node:http'
    const server = createServer((request, response) => {
      if (request.url === '/crash') process.exit(3)
      response.end(process.env.NODE_ENV)
    }).listen(Number(process.env.PORT), process.env.HOST)
    process.on('SIGTERM', () => { console.log('site: closed'); process.exit(0) })`
  writeFileSync(
    join(root, 'ace.js'),
    `import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
     const isAccount = process.argv[2] === 'user:create'
     appendFileSync(process.env.CALLS, (isAccount ? process.argv.slice(2).join(' ') : process.argv[2]) + '\\n')
     if (isAccount) writeFileSync(process.env.STDIN, readFileSync(0))
     if (process.argv[2] === 'build') {
       mkdirSync('build/bin', { recursive: true })
       cpSync('ace.js', 'build/ace.js')
       cpSync('package.json', 'build/package.json')
       writeFileSync('build/bin/server.js', ${JSON.stringify(server)})
     }`
  )
  return root
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string} root
 * @param {Record<string, string>} env
 */
function launch(t, root, env) {
  const launcher = spawn(process.execPath, ['bin/start.js'], {
    cwd: root,
    env: { PATH: process.env['PATH'], CALLS: join(root, 'calls'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  launcher.stdout.on('data', (chunk) => (output += chunk))
  launcher.stderr.on('data', (chunk) => (output += chunk))
  const exited = new Promise((resolve) => launcher.once('close', resolve))
  t.after(async () => {
    launcher.kill('SIGTERM')
    await exited
  })
  return { launcher, exited, output: () => output }
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string} root
 * @param {Record<string, string>} env
 */
async function startSite(t, root, env) {
  const site = launch(t, root, env)
  const ready = await waitUntil(() => site.output().includes('ready at') || site.launcher.exitCode !== null, {
    timeoutMs: 30_000,
  })
  assert.ok(ready && site.launcher.exitCode === null, site.output())
  return site
}

/**
 * @param {string} root
 * @returns {{ pid: number, url: string }} of the running PostgreSQL
 */
function recordOf(root) {
  return JSON.parse(readFileSync(join(root, 'tmp', 'postgres', 'connection.json'), 'utf8'))
}

/** @param {string} root */
function serverOf(root) {
  const identity = identify(recordOf(root).pid)
  assert.ok(identity)
  return identity
}

/**
 * @param {string} root
 * @returns {string[]}
 */
function calls(root) {
  const path = join(root, 'calls')
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
}
