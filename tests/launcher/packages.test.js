import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'

import { ensureDependencies } from '../../bin/launcher/dependencies.js'
import { installedMatchesLock } from '../../bin/launcher/installed_packages.js'
import { fingerprintSources } from '../../bin/launcher/source_fingerprint.js'
import { linkWorkspaces } from '../../bin/launcher/workspace_links.js'
import { makeFolder } from './support/fixture.js'

test('packages are installed once, and again when the lock file changes', async (t) => {
  const root = makeProject(t)
  useFakeNpm(t, root)
  // Two starts at once: the second waits and finds all done.
  await Promise.all([ensureDependencies(root), ensureDependencies(root)])
  assert.equal(npmCalls(root), 1)
  await ensureDependencies(root)
  assert.equal(npmCalls(root), 1)
  writeFileSync(join(root, 'package-lock.json'), lockWith({ 'node_modules/a': { version: '2.0.0' } }))
  await ensureDependencies(root)
  assert.equal(npmCalls(root), 2)
  assert.match(readFileSync(join(root, 'npm-calls'), 'utf8'), /^ci .*--ignore-scripts.*--include=dev/)
})

test('an installation by hand is recognised', async (t) => {
  const root = makeProject(t)
  useFakeNpm(t, root)
  mkdirSync(join(root, 'node_modules'))
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), readFileSync(join(root, 'package-lock.json')))
  assert.equal(await ensureDependencies(root), 'present')
  assert.equal(npmCalls(root), 0)
})

test('a failing npm ends in a clear message', async (t) => {
  const root = makeProject(t)
  useFakeNpm(t, root, 'exit 1')
  await assert.rejects(ensureDependencies(root), /npm could not install/)
})

test('packages for other machines may be missing, others not', (t) => {
  const root = makeProject(t)
  mkdirSync(join(root, 'node_modules'))
  const installed = join(root, 'node_modules', '.package-lock.json')
  const locked = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-win': { version: '1.0.0', optional: true } }
  writeFileSync(join(root, 'package-lock.json'), lockWith(locked))
  writeFileSync(installed, lockWith({ 'node_modules/a': { version: '1.0.0' } }))
  assert.equal(installedMatchesLock(root), true)
  writeFileSync(installed, lockWith({ 'node_modules/b-win': { version: '1.0.0' } }))
  assert.equal(installedMatchesLock(root), false)
})

test('plugin folders are importable by name as soon as they are there', (t) => {
  const root = makeProject(t)
  const plugin = join(root, 'plugins', 'events')
  mkdirSync(plugin, { recursive: true })
  writeFileSync(join(plugin, 'package.json'), JSON.stringify({ name: '@pydotorg/events' }))
  const link = join(root, 'node_modules', '@pydotorg', 'events')
  linkWorkspaces(root)
  linkWorkspaces(root)
  assert.equal(readlinkSync(link), join('..', '..', 'plugins', 'events'))
  rmSync(plugin, { recursive: true })
  linkWorkspaces(root)
  assert.throws(() => readlinkSync(link), /ENOENT/)
})

test('the fingerprint of the sources follows their content', (t) => {
  const root = makeProject(t)
  mkdirSync(join(root, 'config'))
  const file = join(root, 'config', 'app.ts')
  writeFileSync(file, 'one')
  const before = fingerprintSources(root)
  writeFileSync(file, 'two')
  assert.notEqual(fingerprintSources(root), before)
  writeFileSync(file, 'one')
  mkdirSync(join(root, 'plugins', 'events', 'tests'), { recursive: true })
  writeFileSync(join(root, 'plugins', 'events', 'tests', 'x.spec.ts'), '')
  assert.equal(fingerprintSources(root), before)
})

/** @param {import('node:test').TestContext} t */
function makeProject(t) {
  const root = makeFolder(t)
  writeFileSync(join(root, 'package.json'), '{}')
  writeFileSync(join(root, 'package-lock.json'), lockWith({ 'node_modules/a': { version: '1.0.0' } }))
  return root
}

/** @param {Record<string, object>} packages */
function lockWith(packages) {
  return JSON.stringify({ packages })
}

/**
 * Puts an `npm` on PATH that only notes how it was called.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} root
 * @param {string} [then]
 */
function useFakeNpm(t, root, then = 'mkdir -p node_modules') {
  const folder = join(root, 'fake')
  mkdirSync(folder)
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho "$@" >> npm-calls\nsleep 0.2\n${then}\n`)
  chmodSync(join(folder, 'npm'), 0o755)
  const before = { ...process.env }
  t.after(() => {
    process.env = before
  })
  process.env = { ...before, PATH: `${folder}${delimiter}${before['PATH']}` }
  delete process.env['npm_execpath']
}

/** @param {string} root */
function npmCalls(root) {
  const path = join(root, 'npm-calls')
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').length : 0
}
