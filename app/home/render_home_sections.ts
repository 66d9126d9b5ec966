import string from '@adonisjs/core/helpers/string'
import type { HttpContext } from '@adonisjs/core/http'
import { fragments, renderFragment } from '@pydotorg/platform/cache'
import type { HomeSection } from '@pydotorg/platform/contributions'

/** A section that has something to show. */
export interface RenderedSection extends Pick<HomeSection, 'key' | 'place' | 'width' | 'assets'> {
  html: string
}

/** The plugins' parts of the home page, ready to be shown. */
export interface RenderedSections {
  sections: RenderedSection[]
  /** False when a part failed and was left out: such a page should not be kept. */
  complete: boolean
}

async function renderSection(ctx: HttpContext, section: HomeSection): Promise<RenderedSection | null> {
  const { key, place, width, assets, cache } = section
  const html = cache ? await keptHtml(section, cache) : await htmlOf(section, (...part) => ctx.view.render(...part))
  return html ? { key, place, width, assets, html } : null
}

/** That a section has nothing to show is kept, too. */
function keptHtml(section: HomeSection, { lifetime, tags }: Required<HomeSection>['cache']): Promise<string> {
  const options = { lifetime: string.seconds.parse(lifetime), tags }
  return fragments.remember(`home.${section.key}`, options, () => htmlOf(section, renderFragment))
}

async function htmlOf({ data, view }: HomeSection, render: typeof renderFragment): Promise<string> {
  const { default: load } = await data()
  const shown = await load()
  return shown ? render(view, shown) : ''
}

/**
 * Renders each section by itself, so that one that throws takes nothing else with it.
 *
 * @param ctx - the request
 * @param sections - in their order
 * @returns the sections that have something to show
 */
export async function renderHomeSections(
  ctx: HttpContext,
  sections: readonly HomeSection[]
): Promise<RenderedSections> {
  const results = await Promise.allSettled(sections.map((section) => renderSection(ctx, section)))
  const shown: RenderedSection[] = []
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled' && result.value) shown.push(result.value)
    if (result.status === 'fulfilled') continue
    ctx.logger.error({ err: result.reason, section: sections[index]?.key }, 'home section left out')
  }
  return { sections: shown, complete: results.every((result) => result.status === 'fulfilled') }
}
