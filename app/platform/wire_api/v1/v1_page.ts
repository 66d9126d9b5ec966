import { parsePythonInteger } from '../python_text.js'
import type { QueryParameters } from '../query_parameters.js'
import { V1BadRequest } from './v1_answers.js'

/** Rows on a page when the client does not say. */
export const DEFAULT_LIMIT = 20

/** The most rows on a page; also what `limit=0`, all rows, stands for. */
const MAX_LIMIT = 1000

/** A part of a list. */
export interface V1Page {
  limit: number
  offset: number
}

/**
 * @param parameters - of the request
 * @returns the part that the client asks for
 * @throws V1BadRequest for anything but whole numbers from 0
 */
export function v1Page(parameters: QueryParameters): V1Page {
  const limit = wholeNumber(parameters, 'limit', DEFAULT_LIMIT)
  const offset = wholeNumber(parameters, 'offset', 0)
  return { limit: limit === 0 || limit > MAX_LIMIT ? MAX_LIMIT : limit, offset }
}

const EXPECTED = { limit: 'a positive integer', offset: 'an integer' } as const

function wholeNumber(parameters: QueryParameters, name: keyof typeof EXPECTED, fallback: number): number {
  const text = parameters.get(name)
  if (text === null) return fallback
  const number = parsePythonInteger(text)
  // Of an offset that large nobody could say which number it is; python.org fails with 500.
  if (number === null || (name === 'offset' && !Number.isSafeInteger(number))) {
    throw new V1BadRequest(`Invalid ${name} '${text}' provided. Please provide ${EXPECTED[name]}.`)
  }
  if (number < 0) {
    throw new V1BadRequest(`Invalid ${name} '${number}' provided. Please provide a positive integer >= 0.`)
  }
  return number
}

/** Where a page stands in its list. */
export interface V1Meta extends V1Page {
  next: string | null
  previous: string | null
  total_count: number
}

/**
 * @param page - the part that is shown
 * @param total - rows of the whole list
 * @param link - the address of another part
 * @returns the envelope's `meta`
 */
export function v1Meta({ limit, offset }: V1Page, total: number, link: (page: V1Page) => string): V1Meta {
  return {
    limit,
    next: offset + limit >= total ? null : link({ limit, offset: offset + limit }),
    offset,
    previous: offset - limit < 0 ? null : link({ limit, offset: offset - limit }),
    total_count: total,
  }
}
