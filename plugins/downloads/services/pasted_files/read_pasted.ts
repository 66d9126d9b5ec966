import { apart, type SidecarProperty } from '#services/pasted_files/sidecars'

/** Lines that are read; a release has some twenty files, each with six lines at most. */
const MOST_LINES = 400

/** What some lines say of one file. */
export interface PastedFile {
  url: string
  /** Empty when no line has it. */
  sha256Sum: string
  md5Sum: string
  /** Bytes; null when no line has them. */
  filesize: number | null
  sidecars: Set<SidecarProperty>
}

/** A line that nobody understands. */
export interface LineFault {
  /** Counted from 1. */
  line: number
  text: string
  sentence: string
}

/** What was pasted. */
export interface PastedText {
  files: PastedFile[]
  faults: LineFault[]
}

/** As `shasum --tag` and `md5 -r` of other systems write it. */
const TAGGED = /^(?:SHA256|MD5)\s*\((.+)\)\s*=\s*([0-9a-f]+)$/i

interface LineParts {
  /** Address or path of the file. */
  name: string
  sha256Sum?: string
  md5Sum?: string
  filesize?: number
}

/**
 * Reads addresses of files, and what sha256sum, md5sum, `wc -c` and `stat` print: in a line stand one file and, in any
 * order, its checksum and its size. Lines about the same file come together. Lines that begin with `#` say nothing.
 *
 * @param text - lines
 * @param folder - address of the folder where files are that are named without one
 * @returns the files in their order, and lines that could not be read
 * @example
 * readPasted('ce54…73e9  Python-3.14.2.tar.xz', 'https://www.python.org/ftp/python/3.14.2/')
 */
export function readPasted(text: string, folder: string): PastedText {
  const faults: LineFault[] = []
  const read: LineParts[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const parts = index < MOST_LINES ? partsOf(wordsOf(trimmed)) : `At most ${MOST_LINES} lines are read.`
    if (typeof parts !== 'string') read.push(parts)
    else faults.push({ line: index + 1, text: trimmed.slice(0, 200), sentence: parts })
    if (index >= MOST_LINES) break
  }
  return { files: together(read, folder), faults }
}

function wordsOf(line: string): readonly string[] {
  const [, name, sum] = TAGGED.exec(line) ?? []
  return name && sum ? [name, sum] : line.split(/\s+/)
}

/** A name is that of an address on any other line, and else lies in the folder. */
function together(read: readonly LineParts[], folder: string): PastedFile[] {
  const addresses = read.map(({ name }) => apart(name).file).filter(isAddress)
  const placed = new Map(addresses.map((address) => [nameOf(address), address]))
  const files = new Map<string, PastedFile>()
  for (const { name, ...said } of read) {
    const { file: path, kind } = apart(name)
    const url = isAddress(path) ? path : (placed.get(nameOf(path)) ?? folder.replace(/\/*$/, '/') + nameOf(path))
    const file = files.get(url) ?? { url, sha256Sum: '', md5Sum: '', filesize: null, sidecars: new Set() }
    files.set(url, file)
    // Checksum and size of a sidecar are not those of the file.
    if (kind) file.sidecars.add(kind.property)
    else Object.assign(file, said)
  }
  return [...files.values()]
}

/** @returns what the words of a line say, or what is wrong with them */
function partsOf(words: readonly string[]): LineParts | string {
  const said: Omit<LineParts, 'name'> = {}
  let name = ''
  for (const word of words) {
    if (/^[0-9a-f]{64}$/i.test(word)) said.sha256Sum = word.toLowerCase()
    else if (/^[0-9a-f]{32}$/i.test(word)) said.md5Sum = word.toLowerCase()
    else if (/^\d{1,15}$/.test(word)) said.filesize = Number(word)
    else if (/^[0-9a-f]{24,}$/i.test(word)) return 'This is neither a SHA-256 nor an MD5 checksum: copy it whole.'
    else if (!isFile(word)) return `“${word.slice(0, 60)}” is no file, no checksum and no size.`
    else if (name) return 'There are two files in this line. Write each on a line of its own.'
    else name = word.replace(/^\*/, '')
  }
  if (name) return { name, ...said }
  return 'There is no file in this line. Write its address or its name beside the checksum.'
}

function isFile(word: string): boolean {
  return isAddress(word) || /^\*?[\w./+~-]*\w\.\w+$/.test(word)
}

function isAddress(word: string): boolean {
  return /^https?:\/\/[^/]+\/.*[^/]$/.test(word)
}

/**
 * @param address - of a file, or a path
 * @returns the last part of it
 */
export function nameOf(address: string): string {
  return address.split('/').at(-1) ?? ''
}
