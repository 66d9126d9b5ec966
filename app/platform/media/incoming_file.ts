import { open } from 'node:fs/promises'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import { fileSize } from '../http/main.js'
import { UploadRefused } from './upload_refused.js'

/** A file by its bytes, e.g. of an import. */
export interface NamedBytes {
  name: string
  bytes: Uint8Array
}

/** A file as it reaches the site: a field of a form, or bytes with a name. */
export type IncomingFile = MultipartFile | NamedBytes

/**
 * @param file - what was sent
 * @param limit - bytes; the file is not read when it has more
 * @returns its bytes
 * @throws UploadRefused when it is empty or too big
 */
export async function readIncoming(file: IncomingFile, limit: number): Promise<NamedBytes> {
  const named = 'bytes' in file ? file : await readField(file, limit)
  if (named.bytes.byteLength > limit) throw tooBig(limit)
  if (named.bytes.byteLength === 0) throw new UploadRefused('This file is empty. Choose another one.')
  return named
}

async function readField({ clientName, tmpPath, errors }: MultipartFile, limit: number): Promise<NamedBytes> {
  if (!tmpPath || errors.some(({ type }) => type === 'size')) throw tooBig(limit)
  const opened = await open(tmpPath)
  try {
    const { size } = await opened.stat()
    if (size > limit) throw tooBig(limit)
    return { name: clientName, bytes: await opened.readFile() }
  } finally {
    await opened.close()
  }
}

function tooBig(limit: number): UploadRefused {
  return new UploadRefused(`This file is bigger than ${fileSize(limit)}. Make it smaller, then send it again.`)
}
