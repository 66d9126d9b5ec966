/** The order in which people look for a Windows file; python.org's. The last one is every other file for Windows. */
const WINDOWS_ORDER: readonly RegExp[] = [
  /^Windows installer \(64-bit\)|^Windows x86-64 (executable |MSI )?installer/i,
  /^Windows installer \(32-bit\)|^Windows x86 (executable |MSI )?installer/i,
  /^Windows installer \(ARM64\)/i,
  /^Windows help file/i,
  /^Windows embeddable package \(64-bit\)|^Windows x86-64 embeddable/i,
  /^Windows embeddable package \(32-bit\)|^Windows x86 embeddable/i,
  /^Windows embeddable package \(ARM64\)/i,
  /^Windows/,
]

/**
 * Sorts files as the page of a release lists them: source, then by system; for Windows what most people want first;
 * else by name.
 *
 * @param files - of one release or of many
 * @param systemOf - slug of a file's system
 * @returns a new list
 */
export function sortFiles<T extends { name: string }>(files: readonly T[], systemOf: (file: T) => string): T[] {
  // Keys are made once for each file: a page of a system has thousands, which are compared again and again.
  const keyed = files.map((file) => ({ file, key: sortKey(file.name, systemOf(file)) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1))
  return keyed.map(({ file }) => file)
}

/** A digit sorts before every slug. */
function sortKey(name: string, system: string): string {
  return `${system === 'source' ? '0' : system}\n${windowsRank(name)}\n${name}`
}

/** 0 for what does not call itself a Windows file, e.g. packages of the install manager: it comes first. */
function windowsRank(name: string): number {
  return name.startsWith('Windows') ? WINDOWS_ORDER.findIndex((pattern) => pattern.test(name)) + 1 : 0
}
