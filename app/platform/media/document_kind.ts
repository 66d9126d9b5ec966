import { fileKind, type FileKind } from './file_kind.js'
import { UploadRefused } from './upload_refused.js'

/** Files that pages may offer, by what their bytes say. */
const DOCUMENT_TYPES: readonly string[] = [
  'application/pdf',
  'application/zip',
  'application/gzip',
  'application/epub+zip',
  'application/rtf',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'image/jpeg',
  'image/png',
]

/** Kinds of plain text, which nothing in the bytes tells apart. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  md: 'text/markdown',
  rst: 'text/x-rst',
  ics: 'text/calendar',
  txt: 'text/plain',
}

/**
 * @param name - as it was sent; says only which kind of text a text is
 * @param bytes - a whole file
 * @returns what it is
 * @throws UploadRefused when pages offer no such files
 */
export async function documentKind(name: string, bytes: Uint8Array): Promise<FileKind> {
  const kind = await fileKind(bytes)
  if (kind?.contentType === 'text/plain') return textKind(name)
  if (kind && DOCUMENT_TYPES.includes(kind.contentType)) return kind
  const seems = kind ? `a ${kind.extension.toUpperCase()} file` : 'of no kind that is known here'
  throw new UploadRefused(
    `This file is ${seems}, and none of those that pages can offer: PDF, text, CSV, office documents, EPUB, ZIP, JPEG or PNG. Send it as one of them.`
  )
}

function textKind(name: string): FileKind {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const contentType = TEXT_TYPES[extension]
  return contentType ? { contentType, extension } : { contentType: 'text/plain', extension: 'txt' }
}
