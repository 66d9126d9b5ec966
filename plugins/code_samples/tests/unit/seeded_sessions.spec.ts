import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { SAMPLE_SESSIONS } from '#database/seeders/sample_sessions'
import { isSession } from '#services/session_lines'

const hasPython = spawnSync('python3', ['--version']).status === 0

test.group('Seeded samples', () => {
  test('{name} is answered by Python as it says')
    .with([...SAMPLE_SESSIONS])
    .skip(!hasPython, 'THERE IS NO python3 HERE: nobody has checked that the seeded samples are true')
    .run(({ assert, cleanup }, { code, name }) => {
      assert.isTrue(isSession(code))
      const folder = mkdtempSync(join(tmpdir(), 'sample-'))
      cleanup(() => rmSync(folder, { recursive: true }))
      const file = join(folder, 'session.txt')
      writeFileSync(file, `${code}\n`)
      const { status, stdout, stderr } = spawnSync('python3', ['-m', 'doctest', '-v', file], { encoding: 'utf8' })
      assert.equal(status, 0, `${name}:\n${stdout}${stderr}`)
      const statements = code.split('\n').filter((line) => line.startsWith('>>> ')).length
      assert.include(stdout, `${statements} passed`)
    })

  test('fit into the half of a window', ({ assert }) => {
    const longest = Math.max(...SAMPLE_SESSIONS.flatMap(({ code }) => code.split('\n').map((line) => line.length)))
    assert.isAtMost(longest, 60)
  })
})
