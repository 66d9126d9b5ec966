import type { XastElement, XastRoot } from 'svgo'

/**
 * How many parts a browser draws: a `use` draws what it names once more, and what that names too. A drawing of a few lines
 * can so become millions.
 *
 * @param root - the drawing
 * @param most - counting ends here
 * @returns the number; infinite when a part names itself
 */
export function drawnParts(root: XastRoot | XastElement, most: number): number {
  const byId = new Map<string, XastElement>()
  collect(root, byId)
  const known = new Map<XastElement, number>()
  const count = (element: XastElement): number => {
    const before = known.get(element)
    if (before !== undefined) return before
    // Until it is known: whoever comes here again meanwhile goes in a circle.
    known.set(element, Number.POSITIVE_INFINITY)
    let parts = 1
    for (const child of element.children) if (child.type === 'element') parts += count(child)
    const target = element.name === 'use' ? byId.get(referenceOf(element)) : undefined
    if (target) parts += count(target)
    known.set(element, parts > most ? Number.POSITIVE_INFINITY : parts)
    return parts
  }
  return root.children.reduce((sum, child) => (child.type === 'element' ? sum + count(child) : sum), 0)
}

function collect(node: XastRoot | XastElement, byId: Map<string, XastElement>): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    const { id } = child.attributes
    if (id && !byId.has(id)) byId.set(id, child)
    collect(child, byId)
  }
}

function referenceOf({ attributes }: XastElement): string {
  return (attributes['href'] ?? attributes['xlink:href'] ?? '').slice(1)
}
