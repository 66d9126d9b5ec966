/** Sanitised HTML is well formed, and its attributes hold neither a quote nor a bracket. */
const HEADINGS = /<(\/?)h([1-6])(?=[\s>])/g

/**
 * Numbers the headings of a text so that they go on from the title of their page and leave out no step on the way down,
 * whatever their author began with: who listens to a page finds the way by them.
 *
 * @param html - sanitised
 * @returns the same with other levels
 * @example
 * steadyHeadings('<h3>A</h3><h5>B</h5><h3>C</h3>') // '<h2>A</h2><h3>B</h3><h2>C</h2>'
 */
export function steadyHeadings(html: string): string {
  const highest = Math.min(...[...html.matchAll(HEADINGS)].map(([, , level]) => Number(level)))
  let now = 1
  return html.replace(HEADINGS, (_tag, slash: string, level: string) => {
    if (slash === '') now = Math.min(Number(level) - highest + 2, now + 1, 6)
    return `<${slash}h${now}`
  })
}
