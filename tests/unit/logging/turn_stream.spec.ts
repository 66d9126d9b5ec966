import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { test } from '@japa/runner'
import { turnStream } from '#logging/turn_stream'
import { TemporaryFolders } from '#tests/temporary_folder'

const folders = new TemporaryFolders()

test.group('Lines of the log', (group) => {
  group.each.teardown(() => folders.remove())

  test('go out together at the end of a turn, in their order', async ({ assert }) => {
    const path = join(await folders.make(), 'log')
    const stream = turnStream(openSync(path, 'w'))
    stream.write('one\n')
    stream.write('two\n')
    assert.equal(readFileSync(path, 'utf8'), '')
    await setImmediate()
    assert.equal(readFileSync(path, 'utf8'), 'one\ntwo\n')
  })

  test('go out at once when the process is about to end', async ({ assert }) => {
    const path = join(await folders.make(), 'log')
    const stream = turnStream(openSync(path, 'w'))
    stream.write('last\n')
    stream.flushSync()
    assert.equal(readFileSync(path, 'utf8'), 'last\n')
  })
})
