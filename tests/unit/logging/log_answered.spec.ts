import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { Logger } from '@adonisjs/core/logger'
import { test } from '@japa/runner'
import { answeredLog } from '#logging/log_answered'

const ID = 'b0a3c7de-0000-4000-8000-000000000001'

/** A log that keeps its lines, as the site's own. */
function keptLines(level = 'info') {
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line), flushSync: () => {} }
  return { lines, stream, log: new Logger({ enabled: true, name: 'pydotorg', level, destination: stream }) }
}

function answered(url: string) {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url })
  return { request, requestId: ID, status: 200, startedAt: performance.now(), bytes: 48_159 }
}

test.group('The line of a request that was answered from memory', () => {
  test('is that of the logger, field by field', ({ assert }) => {
    const byHand = keptLines()
    const byLogger = keptLines()
    const url = '/downloads/"quoted"\\ü\u2028/?page=2'
    answeredLog(byHand.log, byHand.stream)(answered(url))
    answeredLog(byLogger.log, null)(answered(url))
    const withoutTimes = (line = '') => line.replace(/"(time|duration_ms)":[\d.]+/g, '"$1":0')
    assert.match(byHand.lines[0] ?? '', /"time":\d{13},.*"duration_ms":\d+(\.\d+)?,.*\n$/s)
    assert.equal(withoutTimes(byHand.lines[0]), withoutTimes(byLogger.lines[0]))
    assert.lengthOf(byHand.lines, 1)
  })

  test('masks what is secret in the address', ({ assert }) => {
    const { log, stream, lines } = keptLines()
    answeredLog(log, stream)(answered('/reset/?token=abc'))
    assert.include(lines[0], '"url":"/reset/?token=[masked]"')
  })

  test('is not written by a log that wants warnings alone', ({ assert }) => {
    const { log, stream, lines } = keptLines('warn')
    answeredLog(log, stream)(answered('/'))
    assert.isEmpty(lines)
  })
})
