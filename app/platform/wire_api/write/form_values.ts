import type { MediaType } from './media_type.js'

/** A file where a text was expected; no field takes one. */
export class SentFile {}

/** What a form holds; of a name that comes again the last value counts. */
export type FormValues = Record<string, string | SentFile>

/**
 * @param bytes - of the body
 * @param type - a form's
 * @returns its values
 * @throws TypeError for a multipart body that cannot be taken apart
 */
export async function formValues(bytes: Buffer, { header, essence }: MediaType): Promise<FormValues> {
  const pairs =
    essence === 'multipart/form-data'
      ? await new Response(new Uint8Array(bytes), { headers: { 'content-type': header } }).formData()
      : new URLSearchParams(bytes.toString('utf8'))
  return Object.fromEntries(
    [...pairs].map(([name, value]) => [name, typeof value === 'string' ? value : new SentFile()])
  )
}
