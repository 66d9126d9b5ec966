import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'

/** V8 makes no longer text; a bigger dump is cut by `dumpdata`, one model in a file. */
const LARGEST_BYTES = 500_000_000

/** One object as `dumpdata` writes it. */
export interface DumpRow {
  /** Its place in the file, from 1. */
  place: number
  /** Name of the file, where there are several. */
  file?: string
  model: string
  /** An id, or text where the model has such a key. */
  pk: unknown
  fields: Readonly<Record<string, unknown>>
}

/** What files hold, in their order. */
export interface Dump {
  rows: DumpRow[]
  /** Places of what is no object of a model. */
  unreadable: number[]
}

/**
 * @param path - of a file by `dumpdata`, in JSON or with `--format=jsonl`
 * @returns its rows
 * @throws OperatorMistake when the file as a whole cannot be read
 */
export async function readDump(path: string): Promise<Dump> {
  const text = await textOf(path)
  const objects = text.trimStart().startsWith('[') ? listIn(text, path) : linesIn(text)
  const dump: Dump = { rows: [], unreadable: [] }
  for (const [index, value] of objects.entries()) {
    const place = index + 1
    if (isRow(value)) dump.rows.push({ place, model: value.model, pk: value.pk, fields: value.fields })
    else dump.unreadable.push(place)
  }
  if (dump.rows.length === 0) {
    throw new OperatorMistake(`There is nothing in ${path} as "manage.py dumpdata" writes it.`)
  }
  return dump
}

/**
 * @param paths - of files by `dumpdata`
 * @returns the rows of all, each with its file where there are several, and sentences about what is no row
 * @throws OperatorMistake when one of them cannot be read, so that nothing is taken in by halves
 */
export async function readDumps(paths: readonly string[]): Promise<{ rows: DumpRow[]; unreadable: string[] }> {
  const rows: DumpRow[] = []
  const unreadable: string[] = []
  for (const path of paths) {
    const file = paths.length > 1 ? basename(path) : undefined
    const dump = await readDump(path)
    for (const row of dump.rows) rows.push(file ? { ...row, file } : row)
    for (const place of dump.unreadable) unreadable.push(positionOf({ place, file }))
  }
  return { rows, unreadable }
}

/** @returns where a row stands, as operators read it: `row 3`, or `boxes.json, row 3` */
export function positionOf({ file, place }: Pick<DumpRow, 'place' | 'file'>): string {
  return file ? `${file}, row ${place}` : `row ${place}`
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_BYTES) {
      throw new OperatorMistake(`${path} has more than 500 MB. Dump one model into a file, users.user first.`)
    }
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof OperatorMistake) throw error
    throw new OperatorMistake(`${path} cannot be read: ${(error as Error).message}`)
  }
}

function listIn(text: string, path: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[]
  } catch (error) {
    throw new OperatorMistake(`${path} is no JSON: ${(error as Error).message}`)
  }
}

/** A line that is no JSON spoils no other. */
function linesIn(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    try {
      return JSON.parse(line) as unknown
    } catch {
      return null
    }
  })
}

function isRow(value: unknown): value is Omit<DumpRow, 'place'> {
  if (typeof value !== 'object' || value === null) return false
  const { model, fields } = value as Partial<DumpRow>
  return typeof model === 'string' && typeof fields === 'object' && fields !== null
}
