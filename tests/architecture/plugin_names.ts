import type { SourceFile } from './host_sources.js'

/** Comments may take any plugin as an example. */
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\{\{--[\s\S]*?--\}\}|<!--[\s\S]*?-->/gm

/** The ways in which code refers to a plugin; the bare word is English, and plugins are called `pages` and `users`. */
const REFERENCES = [
  '@pydotorg/NAME\\b',
  '\\bplugins/NAME\\b',
  // As a feature, a route, a command, a table, an address or on its own: 'events', 'events.index', 'events:import'.
  // about:blank is an address (RFC 6694), which problems of HTTP have as their type.
  '[\'"`]NAME(?:[\'"`._]|:(?!:|(?<=about:)blank\\b))',
  '[\'"`]/NAME(?:[/?#\'"`]|$)',
  '\\bNAME::',
  '@!?NAME\\.',
]

/**
 * @param source - a file of the host
 * @param names - names of the plugins
 * @returns where the file refers to one of them, e.g. `resources/views/home.edge: 'events.index`
 */
export function pluginsNamedIn({ path, text }: SourceFile, names: readonly string[]): string[] {
  const code = text.replace(COMMENTS, '')
  return names.flatMap((name) =>
    REFERENCES.flatMap((reference) => {
      const found = code.match(new RegExp(reference.replace('NAME', name), 'g')) ?? []
      return found.map((match) => `${path}: ${match}`)
    })
  )
}
