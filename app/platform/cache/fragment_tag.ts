import type { Edge, Template } from 'edge.js'
import type { TagContract } from 'edge.js/types'
import type { FragmentOptions } from './fragment_store.js'
import type { FragmentLog, Fragments } from './fragments.js'
import { renderPart, type CompiledPart } from './render_fragment.js'
import { FragmentOfVisitor } from './visitor_guard.js'

/**
 * `@fragment({ key, lifetime, tags }) … @end`: the part between becomes a function that is called when nothing is kept.
 * It gets `template` and `state` as parameters, under the names by which compiled expressions know them.
 */
const fragmentTag: TagContract = {
  tagName: 'fragment',
  block: true,
  seekable: true,
  compile(parser, buffer, token) {
    const { filename, loc, properties, children } = token
    if (!parser.asyncMode) throw new Error(`${filename}:${loc.start.line}: @fragment needs a template that is awaited`)
    // In brackets, or JavaScript would take the object for a block.
    const given = parser.utils.generateAST(`(${properties.jsArg})`, loc, filename)
    const options = parser.utils.stringify(parser.utils.transformAst(given, filename, parser))
    const part = buffer.create(filename, { outputVar: 'fragment_out' })
    for (const child of children) parser.processToken(child, part)
    part.wrap('async function (template, state, $context) {', '}').disableFileAndLineVariables()
    const call = `await state.rememberPart(${options}, ${part.flush()}, { template, state, $context })`
    buffer.outputExpression(call, filename, loc.start.line, false)
  },
}

/** Where a fragment stands. */
interface Surroundings {
  template: Template
  state: Record<string, unknown>
  $context: object
}

/**
 * Gives templates the tag `@fragment`. What it keeps is shown to everybody, so the part knows no visitor: a part that
 * asks for one (`auth`, `request`, `session`, `csrfField()` …) is rendered anew for each, and the log says so.
 *
 * @param edge - the template engine
 * @param fragments - where parts are kept
 * @param log - is told of parts that cannot be kept, each once
 */
export function addFragmentTag(edge: Edge, fragments: Fragments, log: FragmentLog): void {
  const refused = new Set<string>()
  const rememberPart = async (
    { key, ...options }: FragmentOptions & { key: string },
    part: CompiledPart,
    { template, state, $context }: Surroundings
  ): Promise<string> => {
    try {
      if (!refused.has(key)) return await fragments.remember(key, options, () => renderPart(part, state))
    } catch (error) {
      if (!(error instanceof FragmentOfVisitor)) throw error
      refused.add(key)
      log.error({ fragment: key, asked: error.asked }, 'a fragment shows something of its visitor, and is not kept')
    }
    return part(template, state, $context)
  }
  edge.registerTag(fragmentTag)
  edge.global('rememberPart', rememberPart)
}
