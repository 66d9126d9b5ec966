import { test } from '@japa/runner'
import { RowFrames } from '../../../app/platform/database/row_frames.js'

function message(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length + 4)
  return Buffer.concat([Buffer.from(letter), length, content])
}

function row(text: string | null): Buffer {
  const header = Buffer.from([0, 1, 0, 0, 0, 0])
  if (text === null) return message('D', Buffer.from([0, 1, 0xff, 0xff, 0xff, 0xff]))
  header.writeUInt32BE(Buffer.byteLength(text), 2)
  return message('D', Buffer.concat([header, Buffer.from(text)]))
}

const BEGIN = message('T', Buffer.from('columns'))
const NOTICE = message('N', Buffer.from('a notice among the rows'))
const COMPLETE = message('C', Buffer.from('SELECT 4\0'))
const READY = message('Z', Buffer.from('I'))
const LATER = Buffer.concat([message('A', Buffer.from('an announcement')), row('of the next answer')])

const TEXTS = ['first', '', null, '🐍 \u0001 and "quotes"', 'x'.repeat(300)]

const ANSWER = Buffer.concat([BEGIN, row(TEXTS[0]!), NOTICE, ...TEXTS.slice(1).map(row), COMPLETE, READY, LATER])

/** Feeds the answer in pieces of this size, each in memory that is written over afterwards. */
function readInPieces(size: number) {
  const texts: string[] = []
  const forwarded: Buffer[] = []
  let readyAfter = -1
  const frames = new RowFrames({
    take: (bytes, start, end) => texts.push(bytes.toString('utf8', start, end)),
    forward: (messages) => forwarded.push(Buffer.from(messages)),
    over: () => (readyAfter = Buffer.concat(forwarded).length),
  })
  for (let from = 0; from < ANSWER.length; from += size) {
    const piece = Buffer.from(ANSWER.subarray(from, from + size))
    frames.read(piece)
    piece.fill(0)
  }
  return { texts, forwarded: Buffer.concat(forwarded), readyAfter }
}

test.group('Rows told from other messages', () => {
  test('the values of rows are taken, and everything else is forwarded, wherever the network cuts', ({ assert }) => {
    const others = Buffer.concat([BEGIN, NOTICE, COMPLETE])
    for (let size = 1; size <= ANSWER.length; size += 1) {
      const { texts, forwarded, readyAfter } = readInPieces(size)
      assert.deepEqual(
        texts,
        TEXTS.filter((text) => text !== null),
        `pieces of ${size} bytes`
      )
      assert.isTrue(forwarded.equals(Buffer.concat([others, READY, LATER])), `pieces of ${size} bytes`)
      assert.equal(readyAfter, others.length, `pieces of ${size} bytes`)
    }
  })
})
