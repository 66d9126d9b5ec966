import { execFile, type ExecFileException } from 'node:child_process'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { LEAN_FLAGS } from '#boot/lean_process'

interface Started {
  lines: string[]
  report: { pid: number; flags: string[]; trimThreshold: string | null; words: string[] }
}

/** Runs a program that becomes lean, and reads what it says of itself. */
function start(environment: NodeJS.ProcessEnv, flags: string[] = []): Promise<Started> {
  const program = app.makePath('tests/fixtures/lean_program.ts')
  const args = [...flags, '--import=./bin/launcher/typescript.js', program, 'a word']
  const env = { ...process.env, ...environment }
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { cwd: app.makePath(), env },
      (error: ExecFileException | null, stdout, stderr) => {
        if (error) return reject(new Error(stderr, { cause: error }))
        const lines = stdout.split('\n')
        resolve({ lines: lines.slice(0, -1), report: JSON.parse(lines.at(-1)!) as Started['report'] })
      }
    )
  })
}

test.group('A web process that starts', () => {
  test('is replaced in production by one of the same number, with what keeps it small', async ({ assert }) => {
    const { lines, report } = await start({ NODE_ENV: 'production' }, ['--no-deprecation'])
    assert.deepEqual(lines, [`${report.pid} begins`, `${report.pid} begins`])
    assert.includeMembers(report.flags, [...LEAN_FLAGS, '--no-deprecation'])
    assert.equal(report.trimThreshold, '131072')
    assert.deepEqual(report.words, ['a word'])
  }).skip(process.platform === 'win32', 'Windows replaces no process')

  test('keeps what its operator has set', async ({ assert }) => {
    const theirs = { NODE_ENV: 'production', MALLOC_TRIM_THRESHOLD_: '1048576' }
    const { report } = await start(theirs, ['--max-semi-space-size=16'])
    assert.equal(report.trimThreshold, '1048576')
    // The last one counts.
    assert.equal(
      report.flags.filter((flag) => flag.startsWith('--max-semi-space-size')).at(-1),
      '--max-semi-space-size=16'
    )
  }).skip(process.platform === 'win32', 'Windows replaces no process')

  test('is not replaced when it was started so, or is no production', async ({ assert }) => {
    const [known, developed] = await Promise.all([
      start({ NODE_ENV: 'production' }, [...LEAN_FLAGS]),
      start({ NODE_ENV: 'development' }),
    ])
    assert.lengthOf(known.lines, 1)
    assert.lengthOf(developed.lines, 1)
  })
})
