import edge, { Template } from 'edge.js'
import { FragmentOfVisitor, visitorGuard, type VisitorGuard } from './visitor_guard.js'

/** A template, or a part of one, as Edge compiles it. */
export type CompiledPart = (template: Template, state: Record<string, unknown>, context: object) => Promise<string>

/**
 * Renders a template for everybody, e.g. to be kept: it knows nobody's request, session or account.
 *
 * @param view - its name, e.g. `boxes::box`
 * @param data - its variables
 * @returns HTML
 * @throws FragmentOfVisitor when it asks for something of a visitor
 * @example
 * const html = await fragments.remember('jobs.newest', options, () => renderFragment('jobs::home/newest', { jobs }))
 */
export async function renderFragment(view: string, data: Record<string, unknown> = {}): Promise<string> {
  const guard = visitorGuard()
  // Making a renderer is what tells Edge its components; a fragment may be rendered before any page was.
  edge.createRenderer()
  try {
    return await publicTemplate(guard).render(view, { ...data, ...publicVariables(guard) })
  } catch (error) {
    throw guard.asked === null ? error : new FragmentOfVisitor(guard.asked)
  }
}

/**
 * @param part - between `@fragment` and `@end`
 * @param state - variables of the template that it stands in
 * @returns HTML
 * @throws FragmentOfVisitor when it asks for something of a visitor
 */
export async function renderPart(part: CompiledPart, state: Record<string, unknown>): Promise<string> {
  const guard = visitorGuard()
  try {
    return await part(publicTemplate(guard), { ...state, ...publicVariables(guard) }, {})
  } catch (error) {
    throw guard.asked === null ? error : new FragmentOfVisitor(guard.asked)
  }
}

/** Components get the shared variables from their template, not from the state that they are called in. */
function publicTemplate(guard: VisitorGuard): Template {
  return new Template(edge.asyncCompiler, edge.globals, publicVariables(guard), edge.processor)
}

/** Features are asked for nobody in particular. */
function publicVariables({ variables }: VisitorGuard): Record<string, unknown> {
  const { isFeatureOn } = edge.globals as { isFeatureOn?: (key: string) => boolean }
  return { ...variables, isFeatureOn: (key: string) => isFeatureOn?.(key) ?? false }
}
