import { Exception } from '@adonisjs/core/exceptions'
import type { PluginRegistry } from '../../plugins/plugin_registry.js'
import { nameHint } from '../name_hint.js'

/** What a token may be good for without any permission of its owner. */
const GENERAL = {
  read: 'Read what its owner can read',
  profile: "Read and change its owner's profile",
} as const

/** A scope that nobody declares. */
export class UnknownScope extends Exception {
  static override status = 422
  static override code = 'E_UNKNOWN_SCOPE'
}

/**
 * What tokens can be made for: `read`, `profile`, and every permission that a plugin declares. A token never allows what
 * its owner may not do.
 *
 * @example
 * const scopes = await app.container.make(TokenScopes)
 * for (const [name, sentence] of scopes.all()) …
 */
export class TokenScopes {
  readonly #plugins: PluginRegistry

  /** @param plugins - whose permissions count, also while they are off */
  constructor(plugins: PluginRegistry) {
    this.#plugins = plugins
  }

  /** @returns every scope with a sentence for who makes a token */
  all(): ReadonlyMap<string, string> {
    const permissions = this.#plugins.all().flatMap(({ manifest }) => Object.entries(manifest.permissions ?? {}))
    return new Map([...Object.entries(GENERAL), ...permissions])
  }

  /**
   * @param scopes - what somebody asked for
   * @returns them once each, in order
   * @throws UnknownScope with the closest names, also when there is none at all
   */
  checked(scopes: readonly string[]): string[] {
    const known = [...this.all().keys()]
    if (scopes.length === 0) throw new UnknownScope(`A token needs a scope: ${known.join(', ')}.`)
    const unknown = scopes.find((scope) => !known.includes(scope))
    if (unknown !== undefined) throw new UnknownScope(`There is no scope "${unknown}".${nameHint(unknown, known)}`)
    return [...new Set(scopes)].sort()
  }
}
