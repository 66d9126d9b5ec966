import type { HttpContext } from '@adonisjs/core/http'
import type { HomeSection } from '@pydotorg/platform/contributions'

/** The plugins' parts of the home page, ready to be shown. */
export interface RenderedSections {
  html: string[]
  /** False when a part failed and was left out: such a page should not be kept. */
  complete: boolean
}

async function renderSection(ctx: HttpContext, section: HomeSection): Promise<string | null> {
  const { default: load } = await section.data()
  const data = await load()
  return data && ctx.view.render(section.view, data)
}

/**
 * Renders each section by itself, so that one that throws takes nothing else with it.
 *
 * @param ctx - the request
 * @param sections - by weight
 * @returns the sections that have something to show
 */
export async function renderHomeSections(
  ctx: HttpContext,
  sections: readonly HomeSection[]
): Promise<RenderedSections> {
  const results = await Promise.allSettled(sections.map((section) => renderSection(ctx, section)))
  const html: string[] = []
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled' && result.value) html.push(result.value)
    if (result.status === 'fulfilled') continue
    ctx.logger.error({ err: result.reason, section: sections[index]?.key }, 'home section left out')
  }
  return { html, complete: results.every((result) => result.status === 'fulfilled') }
}
