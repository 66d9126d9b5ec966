import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { decodeText } from '#services/import/decode_text'
import { MOST_BYTES, UnreadableFile } from '#services/import/read_table'

/**
 * @param ctx - a request
 * @returns what was pasted; empty without it
 */
export function pastedText({ request }: HttpContext): string {
  const text: unknown = request.input('text')
  return typeof text === 'string' ? text : ''
}

/**
 * @param ctx - a request
 * @param pasted - what was pasted
 * @returns the text of the file, or what was pasted
 * @throws UnreadableFile for nothing, for both, and for a file that is too large or has other letters
 */
export async function sentText({ request }: HttpContext, pasted: string): Promise<string> {
  const file = request.file('file')
  if (!file) {
    if (pasted.trim() === '') throw new UnreadableFile('Choose a file, or paste what stands in one.')
    return pasted
  }
  if (pasted.trim() !== '') throw new UnreadableFile('Choose a file or paste a text, not both.')
  if (file.size > MOST_BYTES) throw new UnreadableFile('The file is too large: 2 MB at most.')
  return decodeText(await readFile(file.tmpPath!))
}
