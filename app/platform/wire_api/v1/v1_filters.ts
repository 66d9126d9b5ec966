import type { QueryParameters } from '../query_parameters.js'
import type { SqlCondition } from '../selection.js'
import type { WireField, WireLookup, WireResource } from '../wire_resource.js'
import { V1BadRequest } from './v1_answers.js'
import { v1Condition, type ComparableField, type V1Comparison } from './v1_lookups.js'

/**
 * Reads the filters of a list: `name`, `name__exact`, `release__slug`. A parameter that names no field is ignored.
 *
 * @param resource - that is listed
 * @param parameters - of the request
 * @returns conditions in SQL
 * @throws V1BadRequest for a filter that is not allowed, or a value that is none
 */
export function v1Filters(resource: WireResource, parameters: QueryParameters): SqlCondition[] {
  const asked = parameters.names().flatMap((name) => comparison(resource, name, valueOf(parameters, name)))
  // Django looks at the values by the names' order, so of two wrong ones the first by name is told.
  return asked.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ wanted }) => v1Condition(wanted))
}

/** `os__in=1&os__in=2` is `os__in=1,2`; of any other name the last value counts. */
function valueOf(parameters: QueryParameters, name: string): string {
  return name.endsWith('__in') ? parameters.all(name).join(',') : parameters.get(name)!
}

function comparison(resource: WireResource, name: string, text: string): { name: string; wanted: V1Comparison }[] {
  const [key = '', ...rest] = name.split('__')
  const field = fieldOf(resource, key)
  if (!field) return []
  if (field.kind === 'own_address') throw new V1BadRequest(`The '${key}' field is not a valid field name`)
  const lookup = DJANGO_LOOKUPS[field.kind].includes(rest.at(-1) ?? '') ? rest.pop()! : 'exact'
  return [{ name, wanted: { field: allowed(resource, key, { lookup, rest }), lookup, text } }]
}

function fieldOf(resource: WireResource, key: string): WireField | null {
  return Object.hasOwn(resource.fields, key) ? resource.fields[key]! : null
}

/** Follows a name through relations to the field that it means. */
function allowed(
  resource: WireResource,
  key: string,
  { lookup, rest }: { lookup: string; rest: readonly string[] }
): ComparableField {
  const rules = Object.hasOwn(resource.v1.filters, key) ? resource.v1.filters[key]! : null
  if (!rules) throw new V1BadRequest(`The '${key}' field does not allow filtering.`)
  if (rules !== 'relations' && !rules.includes(lookup as WireLookup)) {
    throw new V1BadRequest(`'${lookup}' is not an allowed filter on the '${key}' field.`)
  }
  const field = resource.fields[key] as ComparableField
  const [nextKey, ...further] = rest
  if (nextKey === undefined) return field
  if (field.kind !== 'related') throw new V1BadRequest(`The '${key}' field does not support relations.`)
  return allowed(field.to, nextKey, { lookup, rest: further })
}

const OF_VALUES =
  'exact iexact gt gte lt lte in contains icontains startswith istartswith endswith iendswith range isnull regex iregex'
const OF_MOMENTS = 'date year month day week week_day iso_week_day iso_year quarter time hour minute second'
const OF_RELATIONS = 'exact in gt gte lt lte isnull'

/** Last parts of a name that Django takes for a lookup; any other part is a field of the related resource. */
const DJANGO_LOOKUPS: Readonly<Record<Exclude<WireField['kind'], 'own_address'>, readonly string[]>> = {
  text: OF_VALUES.split(' '),
  integer: OF_VALUES.split(' '),
  boolean: OF_VALUES.split(' '),
  moment: `${OF_VALUES} ${OF_MOMENTS}`.split(' '),
  related: OF_RELATIONS.split(' '),
  elsewhere: OF_RELATIONS.split(' '),
}
