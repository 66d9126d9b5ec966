import type { RenderedSection } from '#home/render_home_sections'

/** Where rendered sections stand on the page. */
export interface HomeLayout {
  /** Below the opening sentence. */
  opening: string[]
  /** In the column beside the opening; null leaves the opening the whole width. */
  beside: string | null
  /** Below: one section a row, or two that take half of it. */
  rows: string[][]
  /** Entries of all sections, each once. */
  assets: string[]
}

/**
 * Puts sections in their places. Beside the opening there is room for one; others that want to stand there follow in
 * the body, so that nothing that was contributed gets lost.
 *
 * @param sections - rendered, in their order
 */
export function layOutSections(sections: readonly RenderedSection[]): HomeLayout {
  const beside = sections.find(({ place }) => place === 'beside') ?? null
  const body = sections.filter((section) => section !== beside && section.place !== 'opening')
  return {
    opening: sections.filter(({ place }) => place === 'opening').map(({ html }) => html),
    beside: beside && beside.html,
    rows: rowsOf(body),
    assets: [...new Set(sections.flatMap(({ assets = [] }) => assets))],
  }
}

function rowsOf(sections: readonly RenderedSection[]): string[][] {
  const rows: string[][] = []
  let open: string[] | null = null
  for (const { width, html } of sections) {
    if (width === 'half' && open) {
      open.push(html)
      open = null
      continue
    }
    const row = [html]
    rows.push(row)
    open = width === 'half' ? row : null
  }
  return rows
}
