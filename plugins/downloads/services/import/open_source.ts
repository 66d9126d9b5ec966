import { resolve } from 'node:path'
import { SourceError, type CatalogueSource } from '#services/import/catalogue_source'
import { openFile } from '#services/import/file_source'
import { PythonOrgSource } from '#services/import/python_org_source'
import type { RemoteOptions } from '#services/import/remote_text'

/**
 * @param named - an address or a path, as somebody typed it
 * @param options - how to ask a server
 * @returns where to import from
 * @throws SourceError when it is neither
 */
export async function openSource(named: string, options?: RemoteOptions): Promise<CatalogueSource> {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(named)) return openFile(resolve(named))
  const address = URL.parse(named)
  if (!address) throw new SourceError(`${named} is no address.`)
  if (!['http:', 'https:'].includes(address.protocol)) {
    throw new SourceError(`${named} cannot be read: an address begins with https:// or http://.`)
  }
  if (address.username || address.password) throw new SourceError('The address must not hold a name or a password.')
  return new PythonOrgSource(address, options)
}
