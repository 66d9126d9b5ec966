/** What a file's addresses end with beyond the file's own. */
export const SIDECARS = {
  gpg_signature_file: '.asc',
  sigstore_signature_file: '.sig',
  sigstore_cert_file: '.crt',
  sigstore_bundle_file: '.sigstore',
  sbom_spdx2_file: '.spdx.json',
} as const

const ADDRESSES = ['url', ...Object.keys(SIDECARS)]

const HOME = 'https://www.python.org/'

/** Values of a file by python.org's names of them. */
type FileValues = Readonly<Record<string, unknown>>

/**
 * Behaviour kept from python.org (`downloads/models.py`, validate_release_file_urls): files and what belongs to them are
 * on www.python.org, by https, and signatures stand beside what they sign. An old address without https may stay.
 *
 * @param values - of the whole file
 * @param stored - as they are now; null for a new file
 * @returns what is wrong, by fields; empty when nothing is
 * @example
 * fileUrlFaults({ url: 'https://example.org/x' }, null)
 * // { url: ["Release file URLs must begin with 'https://www.python.org/'."] }
 */
export function fileUrlFaults(values: FileValues, stored: FileValues | null): Record<string, string[]> {
  const faults = ADDRESSES.map((field): [string, string[]] => {
    const address = textOf(values, field)
    const isOld = stored !== null && textOf(stored, field) === address
    return [field, [...placeFaults(address, isOld ? 'old' : 'new'), ...sidecarFaults(values, field)]]
  })
  return Object.fromEntries(faults.filter(([, sentences]) => sentences.length > 0))
}

function placeFaults(address: string, age: 'old' | 'new'): string[] {
  if (address === '' || age === 'old' || address.startsWith(HOME)) return []
  return [`Release file URLs must begin with '${HOME}'.`]
}

function sidecarFaults(values: FileValues, field: string): string[] {
  const suffix = (SIDECARS as Readonly<Record<string, string>>)[field]
  const [sidecar, file] = [textOf(values, field), textOf(values, 'url')]
  if (suffix === undefined || sidecar === '' || file === '' || sidecar === file + suffix) return []
  return [`Sidecar URL must match the artifact URL plus '${suffix}'.`]
}

function textOf(values: FileValues, field: string): string {
  return String(values[field] ?? '')
}
