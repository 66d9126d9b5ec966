import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { parse, TomlError } from 'smol-toml'
import { SourceError } from '#services/import/catalogue_source'
import { DocumentSource, type RowReaders } from '#services/import/document_source'
import { recogniseJson } from '#services/import/json_document'
import { JsonSyntaxError, linesOfElements, parseJson } from '#services/import/json_scanner'
import { recogniseSchedules } from '#services/import/release_schedules'

/** Bytes; the whole catalogue has two million. */
const LARGEST = 64 * 1024 * 1024

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST) throw new SourceError(`${path} is larger than ${LARGEST / 1024 / 1024} MB.`)
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    if (error instanceof SourceError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new SourceError(`There is no file ${path}. An address begins with https://.`)
    throw new SourceError(`${path} cannot be read: ${code ?? String(error)}.`)
  }
}

/** By the name, else by the look: TOML can begin with `[` too, but then a name follows. */
function isJson(path: string, text: string): boolean {
  if (/\.json$/i.test(path)) return true
  if (/\.toml$/i.test(path)) return false
  return /^\s*(\{|\[\s*[[{\]"\d])/.test(text)
}

function readersOfJson(path: string, text: string): RowReaders {
  try {
    return recogniseJson(parseJson(text), linesOfElements(text))
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new SourceError(`${path} is no JSON at ${error.message}.`)
    throw error
  }
}

function readersOfToml(path: string, text: string): RowReaders {
  try {
    return recogniseSchedules(parse(text), text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [reason] = error.message.replace(/^Invalid TOML document: /, '').split('\n')
    throw new SourceError(`${path} is no TOML at line ${error.line}, column ${error.column}: ${reason}.`)
  }
}

/**
 * Opens a file to import: JSON as python.org's API or this site's data files have it, or the release schedules in TOML.
 *
 * @param path - absolute path
 * @returns the source
 * @throws SourceError when it cannot be read, or is nothing that can be imported
 */
export async function openFile(path: string): Promise<DocumentSource> {
  const text = await textOf(path)
  if (text.trim() === '') throw new SourceError(`${path} is empty.`)
  const hash = createHash('sha256').update(text).digest('hex')
  return new DocumentSource(path, hash, isJson(path, text) ? readersOfJson(path, text) : readersOfToml(path, text))
}
