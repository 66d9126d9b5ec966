import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import { entryOf, type EditedMenu } from '#services/edit_menu'
import { childrenOf, height, lineage, MOST_LEVELS } from '#services/menu_tree'

/** Where an entry comes to stand; with none of the three: at the end of the first level. */
export interface Place {
  /** Key of the entry that it stands before. */
  before?: string
  /** Key of the entry that it stands after. */
  after?: string
  /** Key of the entry at whose end it stands. */
  under?: string
}

/** A place as the rows keep it. */
export interface Spot {
  parentKey: string | null
  /** Keys of all that stands there then, in order. */
  order: string[]
}

/**
 * @param menu - the menu
 * @param key - the entry that is placed; one that is new is not in the menu yet
 * @param place - where it comes to stand
 * @returns the place as the rows keep it
 * @throws OperatorMistake when an entry is not there, and when the menu would get a circle or too many levels
 */
export function spotFor(menu: EditedMenu, key: string, place: Place): Spot {
  const { before, after, under } = place
  const neighbour = before ?? after
  if (neighbour === key) throw new OperatorMistake(`“${titleOf(menu, key)}” cannot stand beside itself.`)
  const above = neighbour === undefined ? under : entryOf(menu, neighbour).parentKey
  const parentKey = above === undefined || above === null ? null : entryOf(menu, above).key
  refuseCircle(menu, key, parentKey)
  refuseDepth(menu, key, parentKey)
  const others = childrenOf(menu.nodes, parentKey).flatMap((child) => (child.key === key ? [] : [child.key]))
  const index = neighbour === undefined ? others.length : others.indexOf(neighbour) + (before === undefined ? 1 : 0)
  return { parentKey, order: others.toSpliced(index, 0, key) }
}

function titleOf({ nodes }: EditedMenu, key: string): string {
  return nodes.get(key)?.title ?? key
}

function refuseCircle(menu: EditedMenu, key: string, parentKey: string | null): void {
  const line = lineage(menu.nodes, parentKey)
  const index = line.findIndex((node) => node.key === key)
  if (index < 0) return
  const [title, parent] = [titleOf(menu, key), titleOf(menu, parentKey ?? '')]
  if (index === 0) throw new OperatorMistake(`“${title}” cannot stand below itself.`)
  const way = line.slice(0, index + 1).map((node) => `“${node.title}”`)
  throw new OperatorMistake(
    `“${title}” cannot stand below “${parent}”: the menu would run in a circle, because ${way.join(' stands below ')}.`
  )
}

function refuseDepth(menu: EditedMenu, key: string, parentKey: string | null): void {
  const above = lineage(menu.nodes, parentKey).length
  const own = menu.nodes.has(key) ? height(menu.nodes, key) : 1
  if (above + own <= MOST_LEVELS) return
  const below = own > 1 ? ', with all that stands below it,' : ''
  throw new OperatorMistake(
    `“${titleOf(menu, key)}”${below} does not fit below “${titleOf(menu, parentKey ?? '')}”: a menu has at most ${MOST_LEVELS} levels.`
  )
}
