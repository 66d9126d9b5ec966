import type { ReorderEntry, ReorderTool } from '@pydotorg/platform/admin'
import type { DeclaredHomeSection } from '@pydotorg/platform/contributions'
import type { Arranged, HomeArrangement } from '@pydotorg/platform/home'
import { formError } from '@pydotorg/platform/http'

/** Where the page is. */
export const HOME = '/admin/home/'

type Section = Arranged<DeclaredHomeSection>

const PLACES = { opening: 'Opens the page', beside: 'Beside the opening', body: null } as const

/**
 * @param sections - of the home page, in their order
 * @returns them for the list in which staff move them
 */
export function sectionEntries(sections: readonly Section[]): ReorderEntry[] {
  return sections.map(({ key, title, place = 'body', isHidden, isOn }) => ({
    key,
    title,
    detail: PLACES[place],
    marks: [
      ...(isHidden ? [{ text: 'Hidden', tone: 'warning' as const }] : []),
      ...(isOn ? [] : [{ text: 'Plugin is off', tone: 'plain' as const }]),
    ],
    tools: [toolOf({ key, isHidden })],
    children: [],
  }))
}

/**
 * @param home - the arrangement
 * @param key - of a section
 * @returns the section
 * @throws E_VALIDATION_ERROR when no plugin declares it any more
 */
export async function knownSection(home: HomeArrangement, key: string): Promise<Section> {
  const section = (await home.all()).find((one) => one.key === key)
  if (section) return section
  throw formError('move', 'No plugin has this section any more. The list below is as it is now.')
}

function toolOf({ key, isHidden }: Pick<Section, 'key' | 'isHidden'>): ReorderTool {
  const action = `${HOME}visibility/`
  return isHidden
    ? { label: 'Show', action, name: 'show', value: key }
    : { label: 'Hide', action, name: 'hide', value: key }
}
