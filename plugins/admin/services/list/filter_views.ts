import type { AdminChoice, AdminFilter, AdminResource, AnyRow } from '@pydotorg/platform/admin'
import { headingOf } from '#services/list/cells'
import type { ListRequest } from '#services/list/list_request'

/** A filter as the template shows it. */
export interface FilterView {
  name: string
  label: string
  kind: 'choice' | 'date'
  value: string
  choices: readonly AdminChoice[]
  from: string
  to: string
}

/** Related rows that a filter offers; whoever looks for another one finds it by the search. */
const MOST_RELATED = 200

const YES_OR_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/**
 * @param resource - a resource
 * @param request - what is chosen now
 * @returns its filters, with what there is to choose
 */
export function filterViews(resource: AdminResource, request: ListRequest): Promise<FilterView[]> {
  return Promise.all(
    (resource.list.filters ?? []).map(async (filter) => ({
      name: filter.name,
      label: headingOf(filter),
      kind: filter.kind === 'date' ? ('date' as const) : ('choice' as const),
      value: request.filters[filter.name] ?? '',
      choices: await choicesOf(filter, request.filters[filter.name]),
      from: request.filters[`${filter.name}_from`] ?? '',
      to: request.filters[`${filter.name}_to`] ?? '',
    }))
  )
}

async function choicesOf(filter: AdminFilter<AnyRow>, chosen: string | undefined): Promise<readonly AdminChoice[]> {
  if (filter.kind === 'date') return []
  if (filter.kind === 'boolean') return YES_OR_NO
  if (filter.kind === 'relation') {
    const found = await filter.lookup.find('', MOST_RELATED)
    const isThere = !chosen || found.some(({ value }) => value === chosen)
    return isThere ? found : [...(await filter.lookup.labels([chosen])), ...found]
  }
  return typeof filter.choices === 'function' ? filter.choices() : filter.choices
}
