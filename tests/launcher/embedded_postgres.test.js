import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { withClient } from '../../bin/launcher/postgres_client.js'
import { identify, isRunning } from '../../bin/launcher/process_identity.js'
import { waitUntil } from '../../bin/launcher/wait_until.js'
import {
  cleanRelocated,
  holdPostgres,
  IS_ROOT,
  makeClone,
  makeFolder,
  NOBODY,
  nodeForAnyone,
  statMode,
  UNLESS_LINUX,
  UNLESS_ROOT,
} from './support/fixture.js'

/** Every trap is tried with real servers, and starting one takes its time. */
const options = { timeout: 60_000 }

test('starts without install scripts, keeps its secrets, and starts again quickly', options, async (t) => {
  const root = makeClone(t)
  const stateDir = join(root, 'tmp', 'postgres')
  const first = await holdPostgres(t, { root })
  assert.equal(await ask(first.server.url, 'select 1 as answer'), 1)
  assert.equal(await ask(first.server.url, 'select current_database() as answer'), 'pydotorg')
  assert.equal(await ask(first.server.url, 'show timezone'), 'UTC')
  assert.equal(await ask(first.server.url, 'show server_encoding'), 'UTF8')
  assert.equal(
    await ask(first.server.url, "select datlocprovider::text || ' ' || datlocale as answer from pg_database limit 1"),
    'b C.UTF-8'
  )
  assert.equal(await ask(first.server.url, 'show listen_addresses'), '127.0.0.1')
  for (const name of ['password', 'connection.json', 'server.log'])
    assert.equal(statMode(join(stateDir, name)), 0o600, name)
  await assert.rejects(
    ask(first.server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1'),
    /password authentication failed/
  )
  await first.release()
  assert.equal(identify(first.server.pid), null)
  assert.equal(existsSync(join(stateDir, 'connection.json')), false)

  const startedAt = performance.now()
  const second = await holdPostgres(t, { root })
  assert.ok(performance.now() - startedAt < 2_000, 'second start')
  await second.release()
})

test('takes another port when the chosen one is taken in between', options, async (t) => {
  const root = makeClone(t)
  const { server } = await holdPostgres(t, { root, takenFirst: true })
  assert.equal(/** @type {{ portsTried?: number }} */ (server).portsTried, 2)
  assert.equal(await ask(server.url, 'select 1 as answer'), 1)
})

test('two clones side by side have servers of their own', options, async (t) => {
  const parent = makeFolder(t)
  const [one, two] = await Promise.all([
    holdPostgres(t, { root: makeClone(t, { parent }) }),
    holdPostgres(t, { root: makeClone(t, { parent }) }),
  ])
  await ask(one.server.url, 'create table only_here (id int)')
  assert.equal(await ask(two.server.url, "select to_regclass('only_here') as answer"), null)
  await one.release()
  assert.equal(await ask(two.server.url, 'select 1 as answer'), 1)
})

test('two starts of one clone at the same moment share one server', options, async (t) => {
  const root = makeClone(t)
  const [one, two] = await Promise.all([holdPostgres(t, { root }), holdPostgres(t, { root })])
  assert.equal(one.server.pid, two.server.pid)
})

test('a server whose launcher was killed is adopted, and its data is there', options, async (t) => {
  const root = makeClone(t)
  const killed = await holdPostgres(t, { root })
  await ask(killed.server.url, 'create table kept as select 42 as answer')
  await killed.killHard()
  assert.notEqual(identify(killed.server.pid), null, 'the orphan runs on')

  const next = await holdPostgres(t, { root })
  assert.equal(next.server.adopted, true)
  assert.equal(next.server.pid, killed.server.pid)
  assert.equal(await ask(next.server.url, 'select answer from kept'), 42)
  await next.release()
  assert.equal(identify(killed.server.pid), null, 'the new owner stops it')
})

test('an orphan is found even when connection.json is lost', options, async (t) => {
  const root = makeClone(t)
  const killed = await holdPostgres(t, { root })
  await killed.killHard()
  writeFileSync(join(root, 'tmp', 'postgres', 'connection.json'), '')
  const next = await holdPostgres(t, { root })
  assert.equal(next.server.pid, killed.server.pid)
})

test(
  'data survives when everything is killed, and a stale pid file of a stranger does not block',
  options,
  async (t) => {
    const root = makeClone(t)
    const killed = await holdPostgres(t, { root })
    await ask(killed.server.url, 'create table kept as select 42 as answer')
    await killed.killHard()
    const postmaster = identify(killed.server.pid)
    assert.ok(postmaster)
    process.kill(killed.server.pid, 'SIGKILL')
    await waitUntil(() => !isRunning(postmaster), { timeoutMs: 5_000 })
    // PostgreSQL's own children notice within moments that their parent is gone.
    await new Promise((resolve) => setTimeout(resolve, 300))

    const stranger = spawn('sleep', ['60'], { ...(IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {}), stdio: 'ignore' })
    t.after(() => stranger.kill())
    const pidFile = join(root, 'tmp', 'postgres', 'data', 'postmaster.pid')
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)))

    const next = await holdPostgres(t, { root })
    assert.equal(next.server.adopted, false)
    assert.equal(await ask(next.server.url, 'select answer from kept'), 42)
    assert.equal(stranger.exitCode, null, 'the stranger was left alone')
  }
)

test('who started the server leaves it to those who still hold it', options, async (t) => {
  const root = makeClone(t)
  const command = await holdPostgres(t, { root })
  const site = await holdPostgres(t, { root })
  assert.equal(site.server.pid, command.server.pid)
  await command.release()
  assert.equal(await ask(site.server.url, 'select 1 as answer'), 1)
  const { ownerPid } = JSON.parse(readFileSync(join(root, 'tmp', 'postgres', 'connection.json'), 'utf8'))
  assert.equal(ownerPid, site.pid)
  await site.release()
  assert.equal(identify(site.server.pid), null)
})

test('root: PostgreSQL runs as nobody', { ...options, skip: UNLESS_LINUX || UNLESS_ROOT }, async (t) => {
  const root = makeClone(t)
  const { server } = await holdPostgres(t, { root })
  assert.equal(statSync(`/proc/${server.pid}`).uid, NOBODY)
  assert.equal(lstatSync(join(root, 'tmp', 'postgres', 'data')).uid, NOBODY)
  assert.equal(lstatSync(join(root, 'tmp', 'postgres', 'password')).uid, 0)
})

test(
  'root: a project in a closed home works in place, and after moving out',
  { ...options, skip: UNLESS_LINUX || UNLESS_ROOT },
  async (t) => {
    const home = makeFolder(t)
    chmodSync(home, 0o700)
    const root = makeClone(t, { parent: home })
    const stateDir = join(root, 'tmp', 'postgres')
    cleanRelocated(t, stateDir)
    const inHome = await holdPostgres(t, { root })
    await ask(inHome.server.url, 'create table kept as select 42 as answer')
    await inHome.release()
    // Without user namespaces it is relocated instead; the next test is about that.
    if (!existsSync(join(stateDir, 'data'))) return

    chmodSync(home, 0o755)
    const opened = await holdPostgres(t, { root })
    assert.equal(statSync(`/proc/${opened.server.pid}`).uid, NOBODY)
    assert.equal(await ask(opened.server.url, 'select answer from kept'), 42)
  }
)

test(
  'root: a closed home without user namespaces uses a private folder outside',
  { ...options, skip: UNLESS_LINUX || UNLESS_ROOT },
  async (t) => {
    const home = makeFolder(t)
    chmodSync(home, 0o700)
    const root = makeClone(t, { parent: home })
    const stateDir = join(root, 'tmp', 'postgres')
    cleanRelocated(t, stateDir)
    mkdirSync(stateDir, { recursive: true })
    const relocated = await holdPostgres(t, { root, placements: ['relocated'] })
    await ask(relocated.server.url, 'create table kept as select 42 as answer')
    assert.equal(existsSync(join(stateDir, 'data')), false)
    await relocated.release()
    const again = await holdPostgres(t, { root })
    assert.equal(await ask(again.server.url, 'select answer from kept'), 42, 'data stays where it is')
  }
)

test(
  'an ordinary user needs nothing special',
  { ...options, skip: UNLESS_ROOT || (nodeForAnyone() === null && 'no Node that other users can run') },
  async (t) => {
    const root = makeClone(t)
    // Folders only: the files are linked to the project's own.
    spawnSync('find', [root, '-type', 'd', '-exec', 'chown', `${NOBODY}:${NOBODY}`, '{}', '+'])
    const { server, release } = await holdPostgres(t, { root, uid: NOBODY })
    assert.equal(await ask(server.url, 'select 1 as answer'), 1)
    await release()
    assert.equal(identify(server.pid), null)
  }
)

test(
  'read-only node_modules: the programs are copied',
  { ...options, skip: UNLESS_ROOT || (nodeForAnyone() === null && 'no Node that other users can run') },
  async (t) => {
    const root = makeClone(t)
    mkdirSync(join(root, 'tmp'))
    chownSync(join(root, 'tmp'), NOBODY, NOBODY)
    const { server } = await holdPostgres(t, { root, uid: NOBODY })
    assert.equal(await ask(server.url, 'select 1 as answer'), 1)
  }
)

test(
  "another user's data folder is explained",
  { ...options, skip: UNLESS_LINUX || UNLESS_ROOT || (nodeForAnyone() === null && 'no Node that other users can run') },
  async (t) => {
    const root = makeClone(t)
    const first = await holdPostgres(t, { root })
    await first.release()
    const state = join(root, 'tmp', 'postgres')
    spawnSync('chown', ['-R', '0:0', state])
    chownSync(state, NOBODY, NOBODY)
    await assert.rejects(holdPostgres(t, { root, uid: NOBODY }), /belongs to another user/)
  }
)

/**
 * The first column of the first row.
 *
 * @param {string} url
 * @param {string} sql
 * @returns {Promise<unknown>}
 */
function ask(url, sql) {
  return withClient(url, async (client) => {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0] ?? null
  })
}
