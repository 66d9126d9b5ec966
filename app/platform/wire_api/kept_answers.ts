import { currentRendering } from '../page_cache/page_rendering.js'
import { publicPage } from '../page_cache/public_page.js'
import type { WireField, WireResource } from './wire_resource.js'

/** What values of a field look like that clients filter by again and again; a text is looked for but once. */
const SHAPES: Readonly<Partial<Record<WireField['kind'], RegExp>>> = {
  boolean: /^(?:true|false|1|0)$/i,
  integer: /^\d{1,3}$/,
  related: /^\d{1,9}$/,
}
const SLUG = /^[a-z0-9-]{1,100}$/i

const JSON_TYPES = ['application/json', 'application/*', '*/*'] as const

/** Both versions name the format, which then stands in the addresses of version 2. */
const FORMAT = /^json$/

type Mark = ReturnType<typeof publicPage>

/**
 * @param resource - that is served
 * @returns route middleware by which lists and rows of version 2 are kept for guests (docs/page-cache.md)
 */
export function keptInV2({ fields, v2 }: WireResource): Mark {
  return publicPage({ accepts: JSON_TYPES, query: { ...shapesOf(fields, v2.filters), format: FORMAT } })
}

/**
 * @param resource - that is served
 * @returns the same for version 1, which refuses HEAD
 */
export function keptInV1({ fields, v1 }: WireResource): Mark {
  const query = { limit: /^\d{1,4}$/, offset: /^\d{1,6}$/, format: FORMAT }
  const accepts = [...JSON_TYPES, 'text/html']
  return publicPage({ accepts, head: false, query: { ...shapesOf(fields, Object.keys(v1.filters)), ...query } })
}

/** Says that nothing was found: anybody can ask for what there is not, so such an answer is not kept. */
export function foundNothing(): void {
  currentRendering()?.refuse('an empty list')
}

function shapesOf(fields: WireResource['fields'], names: readonly string[]): Record<string, RegExp> {
  const shapes = names.map((name) => [name, name === 'slug' ? SLUG : SHAPES[fields[name]?.kind ?? 'text']] as const)
  return Object.fromEntries(shapes.filter((pair): pair is [string, RegExp] => pair[1] !== undefined))
}
