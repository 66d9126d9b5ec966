import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { TranspiledSources } from '../../bin/launcher/transpiled_sources.js'
import { makeFolder, PROJECT } from './support/fixture.js'

const OURS = './bin/launcher/typescript.js'
const TS_EXEC = '@poppinss/ts-exec'
const ENTRIES = join('node_modules', '.cache', 'typescript')

const PROGRAM = `import 'reflect-metadata'
import { Colour, described } from './colour.js'

class Engine {}

class Car {
  @described
  engine: Engine = new Engine()
  declare doors: number
}

interface Told { type: string; colour: string }
const told: Told = { type: Reflect.getMetadata('design:type', Car.prototype, 'engine').name, colour: Colour[Colour.Red] }
console.log(told, Object.keys(new Car()))
console.log(new Error('here').stack?.split('\\n').slice(0, 2).join('\\n'))
`
const COLOUR = `export enum Colour { Red }
export function described(_target: object, _key: string): void {}
`

/**
 * A project with a program of two files of TypeScript.
 *
 * @param {import('node:test').TestContext} t
 * @returns {string} its folder
 */
function makeProject(t) {
  const root = makeFolder(t)
  for (const folder of [join('bin', 'launcher'), 'node_modules']) mkdirSync(join(root, folder), { recursive: true })
  for (const name of ['typescript.js', 'transpiled_sources.js']) {
    cpSync(join(PROJECT, 'bin', 'launcher', name), join(root, 'bin', 'launcher', name))
  }
  for (const name of ['@poppinss', 'reflect-metadata']) {
    symlinkSync(join(PROJECT, 'node_modules', name), join(root, 'node_modules', name))
  }
  cpSync(join(PROJECT, 'node_modules', '.package-lock.json'), join(root, 'node_modules', '.package-lock.json'))
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  const compilerOptions = {
    ...{ experimentalDecorators: true, emitDecoratorMetadata: true, rewriteRelativeImportExtensions: true },
    ...{ target: 'esnext', useDefineForClassFields: true },
  }
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  writeFileSync(join(root, 'program.ts'), PROGRAM)
  writeFileSync(join(root, 'colour.ts'), COLOUR)
  return root
}

/**
 * @param {string} root
 * @param {string} [by] what is imported first
 * @returns {string} what the program printed
 */
function runProgram(root, by = OURS) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--import=${by}`, 'program.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
  assert.equal(stderr, '')
  return stdout
}

test('TypeScript runs as ts-exec runs it, at first and from what was kept', (t) => {
  const root = makeProject(t)
  const expected = runProgram(root, TS_EXEC)
  assert.match(expected, /type: 'Engine', colour: 'Red'.*\[ 'engine' \]/)
  assert.match(expected, /program\.ts:15:13/)
  assert.equal(runProgram(root), expected)
  assert.deepEqual(readdirSync(join(root, ENTRIES)).toSorted(), ['colour.ts.js', 'program.ts.js'])
  assert.equal(runProgram(root), expected)
})

test('what was kept is used, also by a copy of the project, which names its own files', (t) => {
  const root = makeProject(t)
  runProgram(root)
  const copy = makeProject(t)
  mkdirSync(join(copy, 'node_modules', '.cache'))
  cpSync(join(root, ENTRIES), join(copy, ENTRIES), { recursive: true })
  for (const place of [root, copy]) {
    const path = join(place, 'program.ts')
    const found = String(new TranspiledSources(place).find(path, PROGRAM))
    assert.ok(found.includes('design:type'))
    assert.ok(found.endsWith(`//# sourceURL=file://${path}`))
  }
  assert.equal(runProgram(copy), runProgram(copy, TS_EXEC))
})

test('an edit is seen by the next process', (t) => {
  const root = makeProject(t)
  assert.match(runProgram(root), /colour: 'Red'/)
  writeFileSync(join(root, 'colour.ts'), COLOUR.replace('Red', 'Blue'))
  assert.match(runProgram(root).replace('Colour.Red', ''), /colour: undefined/)
  writeFileSync(join(root, 'colour.ts'), COLOUR)
  assert.match(runProgram(root), /colour: 'Red'/)
})

test('an entry that is cut off, empty or changed is not used, and is made anew', (t) => {
  const root = makeProject(t)
  const expected = runProgram(root)
  const path = join(root, 'program.ts')
  const entry = join(root, ENTRIES, 'program.ts.js')
  const whole = readFileSync(entry, 'utf8')
  const find = () => new TranspiledSources(root).find(path, PROGRAM)
  assert.ok(find())
  const damages = [
    () => truncateSync(entry, whole.length - 10),
    () => truncateSync(entry, 64),
    () => truncateSync(entry, 0),
    () => writeFileSync(entry, whole.replace('Engine', 'Motors')),
  ]
  for (const damage of damages) {
    damage()
    assert.equal(find(), null)
  }
  assert.equal(runProgram(root), expected)
  assert.equal(readFileSync(entry, 'utf8'), whole)
})

test('other packages and other settings of TypeScript make all anew', (t) => {
  const root = makeProject(t)
  runProgram(root)
  const find = () => new TranspiledSources(root).find(join(root, 'colour.ts'), COLOUR)
  assert.ok(find())
  for (const file of ['tsconfig.json', join('node_modules', '.package-lock.json')]) {
    const before = readFileSync(join(root, file), 'utf8')
    writeFileSync(join(root, file), `${before}\n`)
    assert.equal(find(), null)
    writeFileSync(join(root, file), before)
    assert.ok(find())
  }
})

test('what was made of a source that has been edited meanwhile is not kept', (t) => {
  const root = makeProject(t)
  const kept = new TranspiledSources(root)
  const path = join(root, 'colour.ts')
  const map = JSON.stringify({ version: 3, sources: [path], sourcesContent: ['edited'], names: [], mappings: '' })
  const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`
  const transpiled = `export {}\n\n${comment}\n\n//# sourceURL=file://${path}`
  kept.keep(path, 'as it was', transpiled)
  assert.equal(kept.find(path, 'as it was'), null)
  kept.keep(path, 'edited', transpiled)
  assert.match(String(kept.find(path, 'edited')), /^export \{\}\n/)
})

test('a place where nothing can be kept is no reason to fail', (t) => {
  const root = makeProject(t)
  const expected = runProgram(root, TS_EXEC)
  // A file where a folder would be.
  writeFileSync(join(root, 'node_modules', '.cache'), '')
  assert.equal(runProgram(root), expected)
})

test('files outside of the project run, and are not kept', (t) => {
  const root = makeProject(t)
  const outside = join(makeFolder(t), 'outside.ts')
  writeFileSync(outside, 'export const told: string = "from outside"\n')
  writeFileSync(join(root, 'program.ts'), `import { told } from '${outside}'\nconsole.log(told)\n`)
  assert.equal(runProgram(root), 'from outside\n')
  assert.deepEqual(readdirSync(join(root, ENTRIES)), ['program.ts.js'])
})

test('a source that is not TypeScript is told as ts-exec tells it', (t) => {
  const root = makeProject(t)
  writeFileSync(join(root, 'colour.ts'), 'export const = 1\n')
  const complaint = (/** @type {string} */ by) => {
    const { status, stderr } = spawnSync(process.execPath, [`--import=${by}`, 'program.ts'], {
      cwd: root,
      encoding: 'utf8',
    })
    assert.equal(status, 1)
    return /^Error: [^]*?`----$/m.exec(stderr)?.[0]
  }
  assert.match(String(complaint(OURS)), /colour\.ts:1/)
  assert.equal(complaint(OURS), complaint(TS_EXEC))
})
