/** Messages of PostgreSQL's protocol: a letter, then a length that counts itself, then the content. */
const HEADER = 5
const DATA_ROW = 0x44
const READY_FOR_QUERY = 0x5a

/** Of a row of one column: letter, length of the message, number of columns, length of the value. */
const ROW_HEADER = 11

/** Length of a value that is null. */
const NULL = 0xffffffff

/** Takes the bytes of one value, which are only there until it returns: `bytes` from `start` up to `end`. */
export type TakeBytes = (bytes: Buffer, start: number, end: number) => void

/** What becomes of the messages of an answer. */
export interface RowFramesParts {
  /** Takes the value of each row; null is left out. */
  take: TakeBytes
  /** Takes all other messages, whole and in order, and whatever comes after the last of them. */
  forward: (messages: Buffer) => void
  /** Called before the message that ends the answer is forwarded. */
  over: () => void
}

/**
 * Tells the rows of one answer from its other messages, in pieces as the network brings them. Rows have one column.
 */
export class RowFrames {
  readonly #parts: RowFramesParts
  #rest: Buffer | null = null
  #isOver = false

  /** @param parts - what becomes of the messages */
  constructor(parts: RowFramesParts) {
    this.#parts = parts
  }

  /** @param piece - what came; it is not kept */
  read(piece: Buffer): void {
    const from = this.#rest === null ? 0 : this.#completeRest(piece)
    if (from < piece.length) this.#readWhole(piece, from)
  }

  /** Deals with every message that is whole, and keeps a copy of the one that is not. */
  #readWhole(piece: Buffer, from: number): void {
    let start = from
    while (!this.#isOver && start + HEADER <= piece.length) {
      const end = start + 1 + lengthAt(piece, start + 1)
      if (end > piece.length) break
      this.#message(piece, start, end)
      start = end
    }
    if (start === piece.length) return
    if (this.#isOver) this.#parts.forward(piece.subarray(start))
    else this.#rest = Buffer.from(piece.subarray(start))
  }

  /** @returns where in the piece the message ends that began in an earlier one; its length when it goes on after it */
  #completeRest(piece: Buffer): number {
    let used = 0
    while (this.#rest !== null) {
      const wanted = this.#rest.length < HEADER ? HEADER : 1 + lengthAt(this.#rest, 1)
      const more = piece.subarray(used, used + wanted - this.#rest.length)
      used += more.length
      const message: Buffer = more.length > 0 ? Buffer.concat([this.#rest, more]) : this.#rest
      this.#rest = message
      if (message.length < wanted) return used
      if (message.length < 1 + lengthAt(message, 1)) continue
      this.#rest = null
      this.#message(message, 0, message.length)
    }
    return used
  }

  #message(bytes: Buffer, start: number, end: number): void {
    const letter = bytes[start]
    if (letter === DATA_ROW) {
      if (lengthAt(bytes, start + ROW_HEADER - 4) !== NULL) this.#parts.take(bytes, start + ROW_HEADER, end)
      return
    }
    if (letter === READY_FOR_QUERY) {
      this.#isOver = true
      this.#parts.over()
    }
    this.#parts.forward(bytes.subarray(start, end))
  }
}

/** Without the checks of Buffer's own methods: this is asked for each row. */
function lengthAt(bytes: Buffer, index: number): number {
  const high = (bytes[index]! << 8) | bytes[index + 1]!
  return high * 0x10000 + ((bytes[index + 2]! << 8) | bytes[index + 3]!)
}
