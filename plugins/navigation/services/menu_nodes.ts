import type { MenuEntry, NavigationEntry } from '@pydotorg/platform/contributions'
import type Entry from '#models/entry'

/** An entry with everything that decides where and how it is shown. */
export interface MenuNode extends Omit<MenuEntry, 'children'> {
  /** Key of the entry above it; null on the first level. */
  readonly parentKey: string | null
  /** Null while its weight decides. */
  readonly position: number | null
  /** By which an entry that staff never placed finds its place among the others; null where it says nothing. */
  readonly weight: number | null
  /** True when staff added it. */
  readonly isOwn: boolean
  readonly isHidden: boolean
  /** False while its plugin is off. */
  readonly isOn: boolean
}

/** A contributed entry; without `isOn` its plugin is on. */
type Contributed = NavigationEntry & { isOn?: boolean }

/** The part of a stored row that counts here. */
export type Decision = Pick<Entry, 'key' | 'title' | 'href' | 'summary' | 'parentKey' | 'position' | 'isHidden'>

/**
 * Puts together what plugins contribute to a menu and what staff decided about it.
 *
 * An entry that staff moved below one that is not there is where its plugin put it; one that staff added there is not
 * shown: it belongs to what is gone.
 *
 * @param entries - of one menu
 * @param decisions - of the same menu; those about entries that are not there count for nothing
 * @returns every entry by its key
 */
export function menuNodes(
  entries: readonly Contributed[],
  decisions: readonly Decision[]
): ReadonlyMap<string, MenuNode> {
  const nodes = new Map<string, MenuNode>()
  for (const entry of entries) {
    const isOn = entry.isOn ?? true
    nodes.set(entry.key, contributedNode(entry, { parentKey: null, isOn }))
    for (const child of entry.children ?? [])
      nodes.set(child.key, contributedNode(child, { parentKey: entry.key, isOn }))
  }
  for (const decision of decisions) if (decision.href !== null) nodes.set(decision.key, ownNode(decision))
  for (const decision of decisions) {
    const node = nodes.get(decision.key)
    if (node && decision.href === null) nodes.set(node.key, decided(node, decision, nodes))
  }
  return nodes
}

function contributedNode(
  { key, title, href, summary, weight, panel }: NavigationEntry,
  place: { parentKey: string | null; isOn: boolean }
): MenuNode {
  const shown = { key, title, href, summary: summary ?? null, panel: panel ?? null }
  return { ...shown, ...place, weight, position: null, isHidden: false, isOwn: false }
}

function ownNode({ key, title, href, summary, parentKey, position, isHidden }: Decision): MenuNode {
  const shown = { key, title: title ?? '', href: href ?? '', summary, panel: null }
  return { ...shown, parentKey, position, isHidden, weight: null, isOwn: true, isOn: true }
}

function decided(node: MenuNode, decision: Decision, nodes: ReadonlyMap<string, MenuNode>): MenuNode {
  const { title, summary, parentKey, position, isHidden } = decision
  const isPlaced = position !== null && (parentKey === null || nodes.has(parentKey))
  // Weights are made to be compared with those of the neighbours that the plugin knew.
  const weight = parentKey === node.parentKey ? node.weight : null
  const place = isPlaced ? { parentKey, position, weight } : {}
  return { ...node, title: title ?? node.title, summary: summary ?? node.summary, isHidden, ...place }
}
