import type { HttpRequest } from '@adonisjs/core/http'
import type { Edge } from 'edge.js'
import type { TagContract } from 'edge.js/types'
import type { Features } from './features.js'

/** `@feature('events.submissions') … @else … @end`: compiled to an `if` that asks for the visitor of the page. */
const featureTag: TagContract = {
  tagName: 'feature',
  block: true,
  seekable: true,
  compile(parser, buffer, token) {
    const { filename, loc, properties, children } = token
    const key = parser.utils.transformAst(parser.utils.generateAST(properties.jsArg, loc, filename), filename, parser)
    const asked = parser.utils.stringify(key)
    buffer.writeStatement(`if (state.isFeatureOn(${asked}, state.request)) {`, filename, loc.start.line)
    for (const child of children) parser.processToken(child, buffer)
    buffer.writeStatement('}', filename, -1)
  },
}

/**
 * Gives templates the tag `@feature`. A template rendered outside a request, such as a mail, asks for nobody in
 * particular.
 *
 * @param edge - the template engine
 * @param features - the switches of the site
 */
export function addFeatureTag(edge: Edge, features: Features): void {
  edge.registerTag(featureTag)
  edge.global('isFeatureOn', (key: string, request?: HttpRequest) => {
    return request?.ctx ? request.ctx.features.isOn(key) : features.isOn(key)
  })
}
