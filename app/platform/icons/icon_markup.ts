import { getIconData } from '@iconify/utils/lib/icon-set/get-icon'
import { iconToSVG } from '@iconify/utils/lib/svg/build'
import { ICON_SETS, iconSet } from './icon_sets.js'

/** There is no such icon; a slip of whoever wrote the template. */
export class UnknownIconError extends Error {
  override name = 'UnknownIconError'

  /** @param asked - what was asked for */
  constructor(asked: string) {
    super(
      `There is no icon ${JSON.stringify(asked)}; the sets are ${ICON_SETS.join(' and ')}, e.g. "lucide:download". See https://icon-sets.iconify.design/lucide/`
    )
  }
}

/** Drawn once; pages use a few dozen. */
const drawn = new Map<string, string>()

/**
 * An icon as SVG that stands in the page: no request, no script, the colour and size of the text around it.
 *
 * @param name - set and icon, e.g. `lucide:download`, or `simple-icons:github` for the mark of a company
 * @param label - what the icon says when no text beside it does; without one it is hidden from screen readers
 * @returns an `<svg>` of the class `icon`
 * @throws UnknownIconError when there is none of that name
 * @example
 * iconMarkup('lucide:download') // '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">…</svg>'
 */
export function iconMarkup(name: string, label?: string): string {
  const shape = drawn.get(name) ?? draw(name)
  const meaning = label
    ? `role="img" aria-label="${label.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
    : 'aria-hidden="true"'
  return `<svg class="icon" ${meaning} ${shape}</svg>`
}

/** Everything of the icon but who it speaks to. */
function draw(name: string): string {
  const [prefix = '', icon = ''] = name.split(':')
  const set = iconSet(prefix)
  const data = set && getIconData(set, icon)
  if (!data) throw new UnknownIconError(name)
  const { attributes, body } = iconToSVG(data)
  const shape = `viewBox="${attributes.viewBox}">${body}`
  drawn.set(name, shape)
  return shape
}
