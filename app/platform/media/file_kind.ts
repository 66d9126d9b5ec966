import { fileTypeFromBuffer } from 'file-type'

/** What a file is by its bytes; its name is not asked. */
export interface FileKind {
  contentType: string
  /** Without the dot. */
  extension: string
}

/** What may stand before the first element of an XML document. */
const BEFORE_ROOT = /^\ufeff?(?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:\[[\s\S]*?\]|[^>[])*>)*/i
const LOOK_AT = 64 * 1024

/**
 * @param bytes - a whole file
 * @returns what it is; null when that cannot be told
 * @example
 * await fileKind(bytes) // { contentType: 'image/png', extension: 'png' }
 */
export async function fileKind(bytes: Uint8Array): Promise<FileKind | null> {
  const found = await fileTypeFromBuffer(bytes)
  if (found && found.mime !== 'application/xml') return { contentType: found.mime, extension: found.ext }
  if (isSvg(bytes)) return { contentType: 'image/svg+xml', extension: 'svg' }
  return isPlainText(bytes) ? { contentType: 'text/plain', extension: 'txt' } : null
}

function isSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, LOOK_AT))
  return /^<svg[\s>/]/.test(start.replace(BEFORE_ROOT, ''))
}

function isPlainText(bytes: Uint8Array): boolean {
  try {
    // eslint-disable-next-line no-control-regex
    return !/[\u0000-\u0008\u000e-\u001f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}
