import type { HttpContext } from '@adonisjs/core/http'
import type { Lazy } from '../plugins/lazy.js'

/**
 * Answers addresses that no route answers, or for whose parameters a route found nothing: asked before the 404 page, for
 * GET and HEAD, one after the other in the order of the plugins until one has answered. What it throws is shown in place
 * of the 404 page, such as an exception with status 410. Addresses below `/api/` and those of a feature that is off are
 * never handed over.
 */
export type Fallback = (ctx: HttpContext) => Promise<FallbackOutcome>

/** `passed`: the next one is asked, and the 404 page in the end. */
export type FallbackOutcome = 'answered' | 'passed'

/** Loads a fallback when it is first needed. */
export type FallbackSource = Lazy<Fallback>
