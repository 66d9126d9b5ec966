import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { withLock } from '../../bin/launcher/file_lock.js'
import { identify, identifySelf, isRunning } from '../../bin/launcher/process_identity.js'
import { waitUntil } from '../../bin/launcher/wait_until.js'
import { makeFolder, PROJECT, UNLESS_LINUX } from './support/fixture.js'

test('a process is known by its id and its start together', async () => {
  const child = spawn('sleep', ['30'])
  const identity = identify(child.pid ?? 0)
  assert.ok(identity)
  assert.equal(isRunning(identity), true)
  assert.equal(isRunning({ ...identity, startedAt: 'another time' }), false)
  child.kill('SIGKILL')
  assert.ok(await waitUntil(() => !isRunning(identity), { timeoutMs: 2_000 }))
})

test('a lock is held by one at a time', async (t) => {
  const path = join(makeFolder(t), 'lock')
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 30))
    inside--
  }
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)])
  assert.equal(most, 1)
  assert.equal(existsSync(path), false)
})

test('a lock of a dead process is taken over', async (t) => {
  const path = join(makeFolder(t), 'lock')
  writeFileSync(path, JSON.stringify({ ...identifySelf(), startedAt: 'long ago' }))
  assert.equal(await withLock(path, async () => 'mine', { timeoutMs: 1_000 }), 'mine')
})

test('a lock of a living process ends in a clear message', async (t) => {
  const path = join(makeFolder(t), 'lock')
  writeFileSync(path, JSON.stringify(identifySelf()))
  await assert.rejects(
    withLock(path, async () => {}, { timeoutMs: 100 }),
    /Another process holds/
  )
})

test('a child of a launcher that is killed ends too', async (t) => {
  const script = join(makeFolder(t), 'launcher.mjs')
  const from = JSON.stringify(new URL('../../bin/launcher/child_process.js', import.meta.url).href)
  writeFileSync(
    script,
    `import { startChild } from ${from}
     const child = startChild(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd: '/', env: process.env })
     console.log(child.pid)
     setInterval(() => {}, 1000)`
  )
  const launcher = spawn(process.execPath, [script], { cwd: PROJECT })
  const pid = Number(await new Promise((resolve) => launcher.stdout.once('data', (chunk) => resolve(String(chunk)))))
  const child = identify(pid)
  assert.ok(child)
  // Let the child load its guard; before that the closed channel ends nothing.
  await new Promise((resolve) => setTimeout(resolve, 500))
  launcher.kill('SIGKILL')
  assert.ok(await waitUntil(() => !isRunning(child), { timeoutMs: 5_000 }))
})

for (const [title, signals, expected] of /** @type {const} */ ([
  ['one signal ends a launcher in good order', ['SIGTERM'], { code: 0, closed: true }],
  ['the same Ctrl-C from the terminal and from npm counts once', ['SIGINT', 'SIGINT'], { code: 0, closed: true }],
])) {
  test(title, async (t) => {
    const { launcher, output } = await startSlowLauncher(makeFolder(t))
    for (const signal of signals) launcher.kill(signal)
    assert.equal(await new Promise((resolve) => launcher.once('exit', resolve)), expected.code)
    assert.equal(output().includes('closed'), expected.closed)
  })
}

test('a second signal ends a launcher at once', async (t) => {
  const { launcher, output } = await startSlowLauncher(makeFolder(t))
  launcher.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 700))
  launcher.kill('SIGINT')
  assert.equal(await new Promise((resolve) => launcher.once('exit', resolve)), 130)
  assert.equal(output().includes('killed'), true)
  assert.equal(output().includes('closed'), false)
})

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
  test(`a launcher under npm ends after a ${signal} to npm`, { skip: UNLESS_LINUX }, async (t) => {
    const folder = makeFolder(t)
    const { launcher } = await startSlowLauncher(folder)
    launcher.kill('SIGKILL')
    // The ";" keeps the shell from replacing itself, as npm's shell may or may not do.
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ scripts: { start: `"${process.execPath}" launcher.mjs; true` } })
    )
    const npm = spawn('npm', ['start', '--silent'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    npm.stdout.on('data', (chunk) => (output += chunk))
    assert.ok(await waitUntil(() => output.includes('open'), { timeoutMs: 10_000 }))
    npm.kill(signal)
    assert.ok(await waitUntil(() => output.includes('closed'), { timeoutMs: 5_000 }), output)
  })
}

/**
 * A launcher with something open that takes a second to close.
 *
 * @param {string} folder
 */
async function startSlowLauncher(folder) {
  const script = join(folder, 'launcher.mjs')
  const from = JSON.stringify(new URL('../../bin/launcher/lifetime.js', import.meta.url).href)
  writeFileSync(
    script,
    `import { runLauncher } from ${from}
     const stop = () => new Promise((resolve) => setTimeout(() => { console.log('closed'); resolve() }, 1200))
     await runLauncher(async (lifetime) => {
       await lifetime.open(Promise.resolve({ stop, kill: () => console.log('killed') }))
       console.log('open')
       setInterval(() => {}, 1000)
       await new Promise(() => {})
       return 0
     })`
  )
  const launcher = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  launcher.stdout.on('data', (chunk) => (output += chunk))
  await waitUntil(() => output.includes('open'), { timeoutMs: 5_000 })
  return { launcher, output: () => output }
}
