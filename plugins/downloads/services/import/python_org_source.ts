import { createHash } from 'node:crypto'
import type { RecordKind } from '#services/import/catalogue_records'
import { SourceError, type CatalogueSource, type SourceRows } from '#services/import/catalogue_source'
import { JsonSyntaxError, parseJson } from '#services/import/json_scanner'
import { RemoteText, type RemoteOptions } from '#services/import/remote_text'
import { readWireRows, WIRE_COLLECTIONS, type WireKind } from '#services/import/wire_rows'

function parsed(text: string, url: URL): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    throw new SourceError(`${url.href} is no JSON at ${error.message}.`)
  }
}

/** A site with python.org's API v2: bare lists of operating systems, releases and files. */
export class PythonOrgSource implements CatalogueSource {
  readonly name: string
  readonly kinds: readonly RecordKind[] = ['systems', 'releases', 'files']
  readonly #remote: RemoteText

  /**
   * @param address - base address, e.g. `https://www.python.org`
   * @param options - how to ask
   */
  constructor(address: URL, options?: RemoteOptions) {
    this.name = `${address.origin}${address.pathname.replace(/(\/api\/v2)?\/*$/, '/')}`
    this.#remote = new RemoteText(options)
  }

  async read(kind: RecordKind): Promise<SourceRows> {
    const wireKind = kind as WireKind
    const url = new URL(`api/v2/downloads/${WIRE_COLLECTIONS[wireKind]}/`, this.name)
    const text = await this.#remote.get(url)
    const rows = parsed(text, url)
    if (!Array.isArray(rows)) throw new SourceError(`${url.href} is not the list that python.org’s API gives.`)
    return { hash: createHash('sha256').update(text).digest('hex'), rows: await readWireRows(wireKind, rows) }
  }
}
