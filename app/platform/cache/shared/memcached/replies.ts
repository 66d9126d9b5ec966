/** What Memcached says to one command of its meta protocol. */
export interface MemcachedReply {
  /** `HD` done, `VA` a value, `EN` and `NF` nothing there, `NS` not stored, `MN` the end of a batch, or an error. */
  code: string
  /** The rest of the line. */
  rest: string
  /** The value; null without one. */
  value: Buffer | null
}

/** Lines are short; a longer one comes from somebody who speaks another protocol. */
const LONGEST_LINE = 4_096
const END_OF_LINE = '\r\n'

/**
 * Puts together what arrives in pieces: half a reply, one and a half, or many at once.
 *
 * @example
 * socket.on('data', (piece) => replies.read(piece).forEach(answer))
 */
export class MemcachedReplies {
  #pieces: Buffer[] = []
  #length = 0
  /** With fewer bytes than this the next reply is not complete. */
  #needed = 1

  /**
   * @param piece - what has arrived
   * @returns the replies that are complete now, in their order
   * @throws Error when it is no answer of Memcached; nothing after it can be understood
   */
  read(piece: Buffer): MemcachedReply[] {
    this.#pieces.push(piece)
    this.#length += piece.length
    if (this.#length < this.#needed) return []
    let bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces)
    const replies: MemcachedReply[] = []
    for (let next = nextReply(bytes); ; next = nextReply(bytes)) {
      this.#needed = next.end
      if (!next.reply) break
      replies.push(next.reply)
      bytes = bytes.subarray(next.end)
    }
    this.#pieces = bytes.length > 0 ? [bytes] : []
    this.#length = bytes.length
    return replies
  }
}

/** The first reply, and how many bytes it has; without a reply, how many bytes it takes to know more. */
function nextReply(bytes: Buffer): { reply?: MemcachedReply; end: number } {
  const endOfLine = bytes.indexOf(END_OF_LINE)
  if (endOfLine < 0) {
    if (bytes.length > LONGEST_LINE) throw new Error('this is no answer of Memcached')
    return { end: bytes.length + 1 }
  }
  const [code = '', ...rest] = bytes.toString('latin1', 0, endOfLine).split(' ')
  const start = endOfLine + END_OF_LINE.length
  if (code !== 'VA') return { reply: { code, rest: rest.join(' '), value: null }, end: start }
  const size = Number(rest[0])
  if (!Number.isSafeInteger(size) || size < 0) throw new Error('Memcached does not say how long a value is')
  const end = start + size + END_OF_LINE.length
  if (bytes.length < end) return { end }
  if (bytes.toString('latin1', end - END_OF_LINE.length, end) !== END_OF_LINE) {
    throw new Error('a value of Memcached is longer than it says')
  }
  return { reply: { code, rest: rest.join(' '), value: bytes.subarray(start, start + size) }, end }
}
