import type { RouteJSON } from '@adonisjs/core/types/http'

const READING = ['GET', 'HEAD', 'OPTIONS']
const POLICY_CHECK = /\.authorize\(/

/** A controller says of an action that anybody may call it, and why: `static openToEveryone = { store: '…' }`. */
interface ControllerClass {
  prototype: Readonly<Record<string, unknown>>
  openToEveryone?: Readonly<Record<string, string>>
}

/**
 * @param plugin - a plugin's name
 * @param routes - its routes
 * @returns one sentence for each route that is named wrongly
 */
export function misnamedRoutes(plugin: string, routes: readonly RouteJSON[]): string[] {
  return routes
    .filter(({ name }) => !name?.startsWith(`${plugin}.`))
    .map(
      ({ name, pattern }) =>
        `${pattern} must be named .as('${plugin}.<resource>.<action>'), not ${name ?? 'left alone'}`
    )
}

/**
 * @param routes - routes of any plugin
 * @returns one sentence for each route that changes something without asking a policy
 */
export async function unguardedWrites(routes: readonly RouteJSON[]): Promise<string[]> {
  const writing = routes.filter(({ methods }) => methods.some((method) => !READING.includes(method)))
  const guarded = await Promise.all(writing.map(isGuarded))
  return writing
    .filter((_route, index) => !guarded[index])
    .map(
      ({ methods, pattern }) =>
        `${methods.join(', ')} ${pattern} calls no bouncer.with(…).authorize(…), and its controller gives no reason in openToEveryone`
    )
}

async function isGuarded({ handler }: RouteJSON): Promise<boolean> {
  if (typeof handler === 'function') return POLICY_CHECK.test(handler.toString())
  const [controller, action] = await controllerOf(handler.reference)
  if (controller.openToEveryone?.[action]) return true
  const method = controller.prototype[action]
  return typeof method === 'function' && POLICY_CHECK.test(method.toString())
}

/** A route names its controller by a class or by the import of one. */
async function controllerOf(reference: unknown): Promise<[ControllerClass, string]> {
  if (!Array.isArray(reference))
    throw new Error(`A route must name its controller as [Controller, 'action']: ${reference}`)
  const [named, action = 'handle'] = reference as [unknown, string?]
  if (isClass(named)) return [named, action]
  const { default: imported } = await (named as () => Promise<{ default: ControllerClass }>)()
  return [imported, action]
}

function isClass(value: unknown): value is ControllerClass {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))
}
