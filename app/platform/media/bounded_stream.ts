import { Readable } from 'node:stream'
import { UploadRefused } from './upload_refused.js'

/**
 * @param source - bytes from elsewhere
 * @param most - how many may come
 * @returns the same bytes; fails with the first one too many
 */
export function boundedStream(source: Readable, most: number): Readable {
  return Readable.from(pass(source, most), { objectMode: false })
}

async function* pass(source: Readable, most: number): AsyncGenerator<Buffer> {
  let left = most
  for await (const chunk of source as AsyncIterable<Buffer>) {
    left -= chunk.byteLength
    if (left < 0) throw new UploadRefused('The file is bigger than was announced. Send it again.')
    yield chunk
  }
}
