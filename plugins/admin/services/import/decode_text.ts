import { UnreadableFile } from '#services/import/read_table'

/**
 * @param bytes - of a file
 * @returns its text without a mark of its encoding: UTF-8, or UTF-16 as spreadsheets write it
 * @throws UnreadableFile for another encoding, which nobody can tell for sure
 */
export function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableFile('Its letters cannot be read. Save it as CSV in UTF-8, or as JSON, and send it again.')
  }
}

function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // Without a mark: what begins with a letter of ASCII has a zero beside it.
  if (first !== 0 && second === 0) return 'utf-16le'
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8'
}
