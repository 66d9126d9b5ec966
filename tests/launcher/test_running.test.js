import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { findChromium } from '../../bin/launcher/chromium.js'
import { runInLanes } from '../../bin/launcher/test_lanes.js'
import { clearDeadTestRuns, makeTestFolder } from '../../bin/launcher/test_folders.js'
import { listSuites, planRuns, withoutBrowserSuite } from '../../bin/launcher/test_suites.js'
import { readJapaTotals, readNodeTestTotals } from '../../bin/launcher/test_totals.js'
import { makeFolder, PROJECT } from './support/fixture.js'

test('the suites are read from adonisrc.ts', () => {
  const suites = listSuites(PROJECT)
  assert.ok(suites.includes('unit') && suites.includes('browser'), suites.join())
})

test('without a browser all other suites run', () => {
  const suites = ['unit', 'functional', 'browser']
  assert.deepEqual(withoutBrowserSuite(['--bail'], suites), ['unit', 'functional', '--bail'])
  assert.deepEqual(withoutBrowserSuite(['browser', 'unit'], suites), ['unit'])
  assert.equal(withoutBrowserSuite(['browser'], suites), null)
})

test('long suites have a process each, and flags leave one process', () => {
  const suites = ['unit', 'platform', 'chaos', 'functional', 'browser']
  assert.deepEqual(planRuns([], suites), [
    { name: 'browser', args: ['browser'] },
    { name: 'platform', args: ['platform'] },
    { name: 'functional', args: ['unit', 'functional'] },
    { name: 'chaos', args: ['chaos'] },
  ])
  assert.deepEqual(planRuns(['unit', 'platform'], suites), [{ name: 'platform', args: ['unit', 'platform'] }])
  assert.deepEqual(planRuns(['unit'], suites), [{ name: 'unit', args: ['unit'] }])
  assert.deepEqual(planRuns(['unit', '--bail'], suites), [{ name: 'tests', args: ['unit', '--bail'] }])
})

test('every suite runs in one process', () => {
  const suites = listSuites(PROJECT)
  const planned = planRuns([], suites).flatMap(({ args }) => args)
  assert.deepEqual(planned.toSorted(), suites.toSorted())
})

test('runs side by side are as many as there are lanes, and print in one piece', async (t) => {
  const log = t.mock.method(console, 'log', () => {})
  /** @type {string[]} */
  const order = []
  /** @param {string} name */
  const run = (name) => ({
    name,
    /** @param {number | undefined} output */
    run: async (output) => {
      order.push(`${name} begins`)
      writeSync(Number(output), `${name}: one\n`)
      await new Promise(setImmediate)
      writeSync(Number(output), `${name}: two\n`)
      order.push(`${name} ends`)
      return { passed: name.length, failed: 0, failures: [] }
    },
  })
  const totals = await runInLanes([run('a'), run('bb'), run('ccc')], { folder: makeFolder(t), lanes: 2 })
  assert.deepEqual(
    totals.map(({ passed }) => passed),
    [1, 2, 3]
  )
  assert.deepEqual(order.slice(0, 3), ['a begins', 'bb begins', 'a ends'])
  const printed = log.mock.calls.map(({ arguments: [text] }) => String(text))
  for (const name of ['a', 'bb', 'ccc']) assert.ok(printed.includes(`${name}: one\n${name}: two\n`), printed.join(''))
})

test('a run that cannot tell its totals has failed', (t) => {
  const path = join(makeFolder(t), 'totals.json')
  assert.equal(readJapaTotals(path, 0).failed, 1)
  writeFileSync(path, '{"passed":3,"failed":0}')
  assert.deepEqual(readJapaTotals(path, 0), { passed: 3, failed: 0, failures: [] })
  assert.deepEqual(readJapaTotals(path, 1), { passed: 3, failed: 1, failures: [] })
  writeFileSync(path, '{"passed":3,"failed":1,"failures":["unit / adds: 1 is not 2"]}')
  assert.deepEqual(readJapaTotals(path, 1).failures, ['unit / adds: 1 is not 2'])
})

test('totals of node:test are read from its TAP output', (t) => {
  const path = join(makeFolder(t), 'run.tap')
  writeFileSync(path, 'ok 1 - # pass 9\n    not ok 2 - adds\n# tests 5\n# pass 3\n# fail 1\n# cancelled 1\n')
  assert.deepEqual(readNodeTestTotals(path, 1), { passed: 3, failed: 2, failures: ['launcher / adds'] })
})

test('a browser is found by its variable, then on PATH', async (t) => {
  const folder = makeFolder(t)
  const program = join(folder, 'chromium')
  writeFileSync(program, '')
  chmodSync(program, 0o755)
  assert.equal(await findChromium({ PATH: folder }), program)
  assert.equal(await findChromium({ CHROMIUM_PATH: program, PATH: '' }), program)
  assert.equal(await findChromium({ CHROMIUM_PATH: join(folder, 'nothing'), PATH: folder }), null)
})

test('leftovers of dead test runs are cleared, a living run is not', async (t) => {
  const root = makeFolder(t)
  const mine = makeTestFolder(root)
  const dead = join(root, 'tmp', 'test-runs', 'dead')
  mkdirSync(dead)
  writeFileSync(join(dead, 'run.json'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }))
  await clearDeadTestRuns(root)
  assert.equal(existsSync(mine.path), true)
  assert.equal(existsSync(dead), false)
})
