import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IModule, type IViolation } from 'dependency-cruiser'
import { importRules } from './import_rules.js'

const SOURCES = ['app', 'bin', 'config', 'database', 'plugins', 'providers', 'start', 'tests']

const OPTIONS: ICruiseOptions = {
  ruleSet: { forbidden: importRules },
  validate: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^(tmp|build)/' },
  tsPreCompilationDeps: true,
  // A plugin's packages may stand in its own package.json or in the application's.
  combinedDependencies: true,
}

/** Sources are TypeScript and name each other `.js`, directly and in `imports` and `exports` of package.json. */
const RESOLVER = {
  extensionAlias: { '.js': ['.ts', '.js'] },
  extensionAliasForExports: true,
  importsFields: ['imports'],
  exportsFields: ['exports'],
  conditionNames: ['import', 'node', 'default'],
}

/** Every module of an application, with what it imports. */
export interface ReadImports {
  modules: IModule[]
  violations: IViolation[]
}

/**
 * @param root - absolute path of an application
 * @returns its modules, and the imports that break a rule
 */
export async function readImports(root: string): Promise<ReadImports> {
  const folders = SOURCES.filter((folder) => existsSync(join(root, folder)))
  const { output } = await cruise(folders, { ...OPTIONS, baseDir: resolve(root) }, RESOLVER as object)
  const { modules, summary } = output as ICruiseResult
  return { modules, violations: summary.violations }
}

/** @returns one sentence for each violation: who imports what, and why that is not allowed */
export function explain(violations: readonly IViolation[]): string[] {
  return violations.map(({ rule, from, to, cycle }) => {
    const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to
    const reason = importRules.find(({ name }) => name === rule.name)?.comment
    return `${from} imports ${path} (${rule.name}: ${reason})`
  })
}

/** What a manifest says of other plugins. */
export interface Declared {
  requires?: readonly string[]
  uses?: readonly string[]
}

/**
 * @param modules - every module of an application
 * @param declared - manifests by the name of the plugin's folder
 * @returns imports of contracts of a plugin that the importing plugin names neither in `requires` nor in `uses`
 */
export function undeclaredPlugins(modules: readonly IModule[], declared: ReadonlyMap<string, Declared>): string[] {
  return modules.flatMap(({ source, dependencies }) => {
    const own = pluginOf(source)
    if (!own) return []
    const { requires = [], uses = [] } = declared.get(own) ?? {}
    return dependencies
      .filter(({ resolved }) => {
        const other = pluginOf(resolved)
        return other !== null && other !== own && !requires.includes(other) && !uses.includes(other)
      })
      .map(({ resolved }) => `${source} imports ${resolved}, and its manifest names it in neither requires nor uses`)
  })
}

function pluginOf(path: string): string | null {
  return /^plugins\/([^/]+)\//.exec(path)?.[1] ?? null
}
