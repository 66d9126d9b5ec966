import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import type { StoredFile } from '@pydotorg/platform/media'

/** What lies under an address below `/media/` never changes: the address is made of its content. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * Answers with a stored file, or with 304 to who has it.
 *
 * @param ctx - the request
 * @param file - what lies on the disk
 * @param about - its type, and a name that no other content has
 */
export async function sendFile(
  { request, response }: HttpContext,
  file: StoredFile,
  { contentType, tag }: { contentType: string; tag: string }
): Promise<void> {
  response.header('Cache-Control', FOR_EVER).header('ETag', `"${tag}"`)
  if (response.fresh()) return void response.status(304).send('')
  response.header('Content-Type', contentType).header('Content-Length', String(file.byteSize))
  response.stream(request.method() === 'HEAD' ? Readable.from([]) : await file.stream())
}
