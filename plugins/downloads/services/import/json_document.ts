import { readBranches, readFiles, readReleases, readSystems } from '#services/import/catalogue_file_rows'
import type { RecordKind } from '#services/import/catalogue_records'
import { SourceError } from '#services/import/catalogue_source'
import type { RowReaders } from '#services/import/document_source'
import type { LineOf } from '#services/import/read_rows'
import { readWireRows, WIRE_COLLECTIONS, type WireKind } from '#services/import/wire_rows'

/** Where each row of a document stands: the line by the row's path. */
export type ElementLines = ReadonlyMap<string, number>

const KINDS_OF_COLLECTIONS = new Map<string, WireKind>(
  Object.entries(WIRE_COLLECTIONS).map(([kind, collection]) => [collection, kind as WireKind])
)

/** Names of this plugin's own data files, which are also the keys of a document that holds several. */
const OWN_LISTS = { operating_systems: 'systems', branches: 'branches', releases: 'releases' } as const

const UNKNOWN =
  'This JSON is neither an answer of python.org’s API v2, nor an object with its lists "os", "release" and ' +
  '"release_file", nor a data file of this site (operating_systems, branches, releases).'

function ownReaders(
  kind: RecordKind,
  rows: readonly unknown[],
  lineOf: (path: string) => number | undefined
): RowReaders {
  const line: LineOf = (index) => lineOf(`/${index}`)
  if (kind === 'systems') return { systems: () => readSystems(rows, line) }
  if (kind === 'branches') return { branches: () => readBranches(rows, line) }
  return {
    releases: () => readReleases(rows, line),
    files: () => readFiles(rows, (release, file) => lineOf(`/${release}/files/${file}`)),
  }
}

function wireReaders(
  kind: WireKind,
  rows: readonly unknown[],
  lineOf: (path: string) => number | undefined
): RowReaders {
  return { [kind]: () => readWireRows(kind, rows, (index) => lineOf(`/${index}`)) }
}

/** What a lone list holds shows in its first row. */
function recogniseList(rows: readonly unknown[], lines: ElementLines): RowReaders {
  const first = rows[0]
  if (typeof first !== 'object' || first === null) throw new SourceError(UNKNOWN)
  const lineOf = (path: string) => lines.get(path)
  const { resource_uri: link } = first as { resource_uri?: unknown }
  const collection = /\/downloads\/(\w+)\/\d+\/?$/.exec(String(link))?.[1]
  const kind = KINDS_OF_COLLECTIONS.get(collection ?? '')
  if (kind) return wireReaders(kind, rows, lineOf)
  if ('preRelease' in first || 'files' in first) return ownReaders('releases', rows, lineOf)
  if ('status' in first) return ownReaders('branches', rows, lineOf)
  if ('slug' in first) return ownReaders('systems', rows, lineOf)
  throw new SourceError(UNKNOWN)
}

function listIn(document: object, key: string): unknown[] {
  const rows = (document as Record<string, unknown>)[key]
  if (!Array.isArray(rows)) throw new SourceError(`"${key}" must be a list of rows.`)
  return rows
}

function recogniseObject(document: object, lines: ElementLines): RowReaders {
  const readers: RowReaders = {}
  for (const key of Object.keys(document)) {
    const lineOf = (path: string) => lines.get(`/${key}${path}`)
    const wire = KINDS_OF_COLLECTIONS.get(key)
    if (wire) Object.assign(readers, wireReaders(wire, listIn(document, key), lineOf))
    const own = OWN_LISTS[key as keyof typeof OWN_LISTS]
    if (own) Object.assign(readers, ownReaders(own, listIn(document, key), lineOf))
  }
  if (!Object.keys(readers).length) throw new SourceError(UNKNOWN)
  return readers
}

/**
 * Recognises what a JSON document holds.
 *
 * @param document - the parsed document
 * @param lines - where its rows stand
 * @returns how to read the kinds it holds
 * @throws SourceError when it is nothing that can be imported
 */
export function recogniseJson(document: unknown, lines: ElementLines): RowReaders {
  if (Array.isArray(document)) {
    if (!document.length) throw new SourceError('The list is empty: there is nothing to import.')
    return recogniseList(document, lines)
  }
  if (typeof document === 'object' && document !== null) return recogniseObject(document, lines)
  throw new SourceError(UNKNOWN)
}
