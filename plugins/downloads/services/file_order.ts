/** What the order needs to know of a file. */
export interface OrderedFile {
  name: string
  system: { slug: string }
}

/** The order in which people look for a Windows file; python.org's. The last one is every other file for Windows. */
const WINDOWS_ORDER: readonly RegExp[] = [
  /^Windows installer \(64-bit\)|^Windows x86-64 (executable |MSI )?installer/i,
  /^Windows installer \(32-bit\)|^Windows x86 (executable |MSI )?installer/i,
  /^Windows installer \(ARM64\)/i,
  /^Windows help file/i,
  /^Windows embeddable package \(64-bit\)|^Windows x86-64 embeddable/i,
  /^Windows embeddable package \(32-bit\)|^Windows x86 embeddable/i,
  /^Windows embeddable package \(ARM64\)/i,
  /^Windows/i,
]

/**
 * Sorts the files of a release as its page lists them: source, then by system; for Windows what most people want
 * first; else by name.
 */
export function compareFiles(left: OrderedFile, right: OrderedFile): number {
  return (
    systemKey(left).localeCompare(systemKey(right)) ||
    windowsRank(left.name) - windowsRank(right.name) ||
    left.name.localeCompare(right.name)
  )
}

/** The empty text sorts before every slug. */
function systemKey(file: OrderedFile): string {
  return file.system.slug === 'source' ? '' : file.system.slug
}

/** Below 0 for what does not call itself a Windows file, e.g. packages of the install manager: it comes first. */
function windowsRank(name: string): number {
  return WINDOWS_ORDER.findIndex((pattern) => pattern.test(name))
}
