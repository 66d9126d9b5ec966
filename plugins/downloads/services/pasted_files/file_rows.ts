import type ReleaseFile from '#models/release_file'
import { SIDECAR_KINDS, type SidecarProperty } from '#services/pasted_files/sidecars'

/** What the controls of a file hold as text. */
export const TEXT_FIELDS = [
  'name',
  'operatingSystemId',
  'slug',
  'description',
  'url',
  'filesize',
  'sha256Sum',
  'md5Sum',
] as const

export type TextField = (typeof TEXT_FIELDS)[number]

/** A file in the form of many, as its controls hold it. */
export interface FileRow {
  /** Stands in the names of its controls. */
  key: string
  /** Of the file that it changes; null for a new one. */
  id: number | null
  /** When that file was saved last, as the form knows it. */
  version: string
  /** False when it is left out. */
  isWanted: boolean
  values: Record<TextField, string>
  isSource: boolean
  downloadButton: boolean
  sidecars: SidecarProperty[]
  /** What is wrong, by fields; under `_row` what is wrong with the file as such. */
  errors: Record<string, string[]>
}

/** More would not come in: a body of a form has a thousand values at most. */
export const MOST_ROWS = 50

/**
 * @param file - as it is kept
 * @param index - its place in the form
 * @returns its row
 */
export function rowOfFile(file: ReleaseFile, index: number): FileRow {
  return {
    key: keyOf(index),
    id: file.id,
    version: versionOfFile(file),
    isWanted: true,
    values: {
      name: file.name,
      operatingSystemId: String(file.operatingSystemId),
      slug: file.slug,
      description: file.description,
      url: file.url,
      filesize: Number(file.filesize) > 0 ? String(file.filesize) : '',
      sha256Sum: file.sha256Sum,
      md5Sum: file.md5Sum,
    },
    isSource: file.isSource,
    downloadButton: file.downloadButton,
    sidecars: sidecarsOf(file),
    errors: {},
  }
}

/**
 * @param file - as it is kept
 * @returns which sidecars it has
 */
export function sidecarsOf(file: ReleaseFile): SidecarProperty[] {
  return SIDECAR_KINDS.map(({ property }) => property).filter((property) => file[property] !== '')
}

/**
 * @param file - as it is kept
 * @returns what tells whether somebody saved it meanwhile
 */
export function versionOfFile(file: ReleaseFile): string {
  return String(file.updatedAt.toMillis())
}

/**
 * @param body - of a form with `rows[<key>][<field>]`
 * @returns its rows, as they were sent
 */
export function rowsOfBody(body: Record<string, unknown>): FileRow[] {
  return Object.values(objectOf(body.rows))
    .slice(0, MOST_ROWS)
    .map((sent, index) => rowOf(objectOf(sent), index))
}

function rowOf(sent: Record<string, unknown>, index: number): FileRow {
  const id = Number(sent.id)
  const chosen = Object.values(objectOf(sent.sidecars))
  const values = Object.fromEntries(TEXT_FIELDS.map((field) => [field, textOf(sent[field])]))
  return {
    key: keyOf(index),
    id: Number.isSafeInteger(id) && id > 0 && id < 2_147_483_648 ? id : null,
    version: textOf(sent.version),
    isWanted: sent.wanted === 'true',
    values: values as Record<TextField, string>,
    isSource: sent.isSource === 'true',
    downloadButton: sent.downloadButton === 'true',
    sidecars: SIDECAR_KINDS.map(({ property }) => property).filter((property) => chosen.includes(property)),
    errors: {},
  }
}

/** A letter first, or the parser of forms would take the rows for a list, which ends at twenty. */
export function keyOf(index: number): string {
  return `f${index}`
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
