import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The end of what ts-exec transpiles: the source map, and where the source lies. */
const ENDING = /(\n\/\/# sourceMappingURL=data:application\/json;base64,)(\S+)\s+\/\/# sourceURL=\S+\s*$/

/**
 * What was transpiled of the sources of a checkout, kept in `node_modules/.cache` for all its processes: one entry for
 * each source. Entries say nothing of where the checkout lies, so that a copy of it can share them.
 *
 * An entry begins with its seal, a hash over the source, what was made of it, and all that decides how. One whose seal is
 * another is not used: its source was edited, the transpiler is another, or somebody damaged it. Entries are renamed
 * into their place, so processes may find and keep the same one at the same time.
 *
 * @example
 * const kept = new TranspiledSources(root)
 * const output = kept.find(path, source) ?? transpile(path, source)
 */
export class TranspiledSources {
  #root
  #folder
  /** @type {string | null} */
  #transpiler

  /** @param {string} root folder of the checkout */
  constructor(root) {
    this.#root = root
    this.#folder = join(root, 'node_modules', '.cache', 'typescript')
    this.#transpiler = describeTranspiler(root)
  }

  /**
   * @param {string} path absolute, of the source
   * @param {string} source its content
   * @returns {string | null} null when nothing was kept of it
   */
  find(path, source) {
    const entry = this.#entryOf(path)
    if (entry === null) return null
    const text = readIfThere(entry)
    const end = text.indexOf('\n')
    const output = text.slice(end + 1)
    if (end < 1 || text.slice(0, end) !== this.#seal(source, output)) return null
    return `${output}\n//# sourceURL=${pathToFileURL(path).href}`
  }

  /**
   * Keeps what ts-exec made of a source, where that can be written.
   *
   * @param {string} path absolute, of the source
   * @param {string} source its content
   * @param {string} transpiled with its source map
   * @returns {void}
   */
  keep(path, source, transpiled) {
    const entry = this.#entryOf(path)
    if (entry === null) return
    const output = withoutPlace(path, source, transpiled)
    if (output === null) return
    try {
      replaceFile(entry, `${this.#seal(source, output)}\n${output}`)
    } catch {
      // Read-only, full or not ours: the next process transpiles it again.
    }
  }

  /**
   * @param {string} path
   * @returns {string | null} null for what is no source of this checkout
   */
  #entryOf(path) {
    const place = relative(this.#root, path)
    const isInside = !isAbsolute(place) && !place.startsWith('..') && !place.startsWith('node_modules')
    return isInside && this.#transpiler !== null ? join(this.#folder, `${place}.js`) : null
  }

  /**
   * @param {string} source
   * @param {string} output
   * @returns {string}
   */
  #seal(source, output) {
    return hash('sha256', `${this.#transpiler} ${source.length}\n${source}${output}`)
  }
}

/**
 * @param {string} root
 * @returns {string | null} a value that changes when sources may be transpiled in another way; null when it is not known
 */
function describeTranspiler(root) {
  // npm's own list of what lies in node_modules: ts-exec, what transpiles in it, and what tsconfig.json extends.
  const packages = readIfThere(join(root, 'node_modules', '.package-lock.json'))
  const settings = readIfThere(join(root, 'tsconfig.json'))
  const itself = readFileSync(new URL(import.meta.url), 'utf8')
  return packages === '' ? null : hash('sha256', [packages, settings, itself].join('\0'))
}

/**
 * Names the source as the neighbour of itself, which tools read as its full path.
 *
 * @param {string} path
 * @param {string} source
 * @param {string} transpiled
 * @returns {string | null} null when it was made of another source: the file has been edited meanwhile
 */
function withoutPlace(path, source, transpiled) {
  const [ending, comment, encoded = ''] = ENDING.exec(transpiled) ?? []
  if (ending === undefined) return null
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString())
  if (map.sourcesContent?.[0] !== source) return null
  const placeless = JSON.stringify({ ...map, sources: [encodeURIComponent(basename(path))] })
  return transpiled.slice(0, -ending.length) + comment + Buffer.from(placeless).toString('base64') + '\n'
}

/**
 * In one step, for whoever reads it meanwhile.
 *
 * @param {string} path
 * @param {string} content
 * @returns {void}
 */
function replaceFile(path, content) {
  const draft = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(draft, content)
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * @param {string} path
 * @returns {string} its content; empty when it is not there
 */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
