import type { ServerResponse } from 'node:http'

/** Sizes are rounded up to this, in bytes, so that lists of nearly the same length share memory. */
const STEP = 64 * 1024

/** What is kept for the next answers, in bytes. */
const MOST_KEPT = 32 * 1024 * 1024

const kept: Buffer[] = []
const blocks = new WeakMap<Buffer, Buffer>()
let keptBytes = 0

/**
 * Memory for an answer of hundreds of kilobytes. Such a block is dear when it is new: the system hands it out page by
 * page, and the garbage collector runs more often for it. So one that was sent is used again; a third more lists a
 * second.
 *
 * @param bytes - how long the answer is
 * @returns a buffer of this length, with whatever stood there before
 */
export function answerMemory(bytes: number): Buffer {
  return partOf(takeBlock(bytes), bytes)
}

/**
 * Takes the memory back when everything was handed to the system. Whoever wants to keep the answer copies it before.
 * An answer that its client gave up is left to the garbage collector: nobody knows who still reads it.
 *
 * @param answer - any buffer; nothing happens to one that is not from `answerMemory`
 * @param response - what sends it
 */
export function reuseAfter(answer: Buffer, response: ServerResponse): void {
  const block = blocks.get(answer)
  if (!block) return
  response.once('finish', () => {
    if (blocks.delete(answer)) keepBlock(block)
  })
}

/** An answer whose length shows while it is written. */
export class GrowingAnswer {
  #block: Buffer
  #length = 0

  /** @param expected - how long it may become, in bytes; one that becomes longer is moved */
  constructor(expected: number) {
    this.#block = takeBlock(expected)
  }

  /** @param byte - comes next */
  byte(byte: number): void {
    if (this.#length === this.#block.length) this.#grow(1)
    this.#block[this.#length] = byte
    this.#length += 1
  }

  /**
   * @param source - holds what comes next
   * @param start - where in it that begins
   * @param end - where it ends, as for `slice`
   */
  bytes(source: Buffer, start: number, end: number): void {
    const length = end - start
    if (this.#length + length > this.#block.length) this.#grow(length)
    source.copy(this.#block, this.#length, start, end)
    this.#length += length
  }

  /** @returns the answer, to which nothing can be added any more; for `reuseAfter` */
  done(): Buffer {
    return partOf(this.#block, this.#length)
  }

  #grow(bytes: number): void {
    const larger = takeBlock(Math.max(this.#block.length * 2, this.#length + bytes))
    this.#block.copy(larger, 0, 0, this.#length)
    keepBlock(this.#block)
    this.#block = larger
  }
}

function takeBlock(bytes: number): Buffer {
  const size = Math.max(1, Math.ceil(bytes / STEP)) * STEP
  const index = kept.findIndex(({ length }) => length === size)
  const [block = Buffer.allocUnsafeSlow(size)] = index === -1 ? [] : kept.splice(index, 1)
  if (index !== -1) keptBytes -= size
  return block
}

function keepBlock(block: Buffer): void {
  if (keptBytes + block.length > MOST_KEPT) return
  keptBytes += block.length
  kept.push(block)
}

function partOf(block: Buffer, length: number): Buffer {
  const answer = block.subarray(0, length)
  blocks.set(answer, block)
  return answer
}
