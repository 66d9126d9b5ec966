import type { Infer } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import { slugify } from '@pydotorg/platform/models'
import { TomlDate, type TomlTable } from 'smol-toml'
import type { BranchRecord, ReleaseRecord, RowPlace, SourceRow } from '#services/import/catalogue_records'
import { SourceError } from '#services/import/catalogue_source'
import type { RowReaders } from '#services/import/document_source'
import { readRow } from '#services/import/read_rows'
import { scheduledBranchRow, scheduledReleaseRow, STAGE } from '#validators/release_schedule_rows'

/*
| The release schedules of the PEPs, python-releases.toml in python/peps: a table of facts for each branch, and a list
| of its releases, those to come included.
*/

const STAGES: Record<string, string> = { alpha: 'a', beta: 'b', candidate: 'rc' }

/** `3.14.0 candidate 2` is `Python 3.14.0rc2`. All of python.org's names have three numbers: 2.7 is `Python 2.7.0`. */
function nameOf(stage: string): string {
  const [, major, minor, micro = '0', word = 'final', number = ''] = STAGE.exec(stage)!
  return `Python ${major}.${minor}.${micro}${word === 'final' ? '' : `${STAGES[word]}${number}`}`
}

function toRelease(branch: string, { stage, date }: Infer<typeof scheduledReleaseRow>): ReleaseRecord {
  const name = nameOf(stage)
  return {
    name,
    slug: slugify(name),
    branch,
    version: Number(branch.split('.')[0]),
    release_day: date,
    pre_release: /alpha|beta|candidate/.test(stage),
  }
}

function toBranch(row: Infer<typeof scheduledBranchRow>): BranchRecord {
  return {
    name: row.name,
    status: row.status,
    pep: row.pep,
    release_manager: row['release-manager'],
    start_of_development: row['start-of-development'],
    feature_freeze: row['feature-freeze'],
    first_release: row['first-release'],
    end_of_bugfix: row['end-of-bugfix'],
    end_of_life: row['end-of-life'],
  }
}

/** TOML has dates of its own; everything after the parser knows days as text. */
function withPlainDates(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPlainDates(inner)]))
}

async function readRelease(branch: string, row: unknown, place: RowPlace): Promise<SourceRow> {
  const plain = withPlainDates(row)
  const { state, date } = plain as { state?: unknown; date?: unknown }
  if (state === 'expected') return { place, outcome: 'skipped', reason: null }
  const toRecord = (checked: Infer<typeof scheduledReleaseRow>) => toRelease(branch, checked)
  const read = await readRow({ validator: scheduledReleaseRow, toRecord }, plain, place)
  if (!('record' in read) || String(date) <= DateTime.utc().toISODate()) return read
  return { place, outcome: 'skipped', reason: `it is of ${String(date)}, a day to come` }
}

/** Lines of the headers `[metadata."3.14"]` and `[[release."3.14"]]`, by branch in the order of the file. */
function headerLines(text: string, header: RegExp): Map<string, number[]> {
  const lines = new Map<string, number[]>()
  for (const [index, line] of text.split('\n').entries()) {
    const branch = header.exec(line)?.[1]
    if (branch) lines.set(branch, [...(lines.get(branch) ?? []), index + 1])
  }
  return lines
}

const METADATA_HEADER = /^\s*\[\s*metadata\s*\.\s*["']?([\d.]+)["']?\s*\]/
const RELEASE_HEADER = /^\s*\[\[\s*release\s*\.\s*["']?([\d.]+)["']?\s*\]\]/

function tableIn(document: TomlTable, key: string): Record<string, unknown> {
  const table = document[key] ?? {}
  if (typeof table === 'object' && !Array.isArray(table)) return table as Record<string, unknown>
  throw new SourceError(`"${key}" must be a table of branches.`)
}

function readBranches(metadata: Record<string, unknown>, text: string): Promise<SourceRow[]> {
  const lines = headerLines(text, METADATA_HEADER)
  const rows = Object.entries(metadata).map(([name, facts], index) => {
    const row = { name, ...(withPlainDates(facts) as object) }
    const place = { index, line: lines.get(name)?.[0], label: `branch ${name}` }
    return readRow({ validator: scheduledBranchRow, toRecord: toBranch }, row, place)
  })
  return Promise.all(rows)
}

function readReleases(releases: Record<string, unknown>, text: string): Promise<SourceRow[]> {
  const lines = headerLines(text, RELEASE_HEADER)
  const rows = Object.entries(releases).flatMap(([branch, list]) => {
    if (!Array.isArray(list)) throw new SourceError(`"release.${branch}" must be a list of releases.`)
    return list.map((row: unknown, at) => ({ branch, row, line: lines.get(branch)?.[at] }))
  })
  return Promise.all(
    rows.map(({ branch, row, line }, index) => {
      const stage = (row as { stage?: unknown } | null)?.stage
      const label = typeof stage === 'string' ? stage : `a release of ${branch}`
      return readRelease(branch, row, { index, line, label })
    })
  )
}

/**
 * @param document - the parsed schedules
 * @param text - the same unparsed, for line numbers
 * @returns how to read its branches and releases
 * @throws SourceError when it has neither
 */
export function recogniseSchedules(document: TomlTable, text: string): RowReaders {
  const metadata = tableIn(document, 'metadata')
  const releases = tableIn(document, 'release')
  if (!Object.keys(metadata).length && !Object.keys(releases).length) {
    throw new SourceError('This TOML has neither [metadata."X.Y"] nor [[release."X.Y"]], as python-releases.toml has.')
  }
  return {
    branches: () => readBranches(metadata, text),
    releases: () => readReleases(releases, text),
  }
}
