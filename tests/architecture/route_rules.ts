import type { RouteJSON } from '@adonisjs/core/types/http'
import { limitOf } from '@pydotorg/platform/rate_limits'

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
  const writing = routes.filter((route) => writesOf(route).length > 0)
  const guarded = await Promise.all(writing.map(isGuarded))
  return writing
    .filter((_route, index) => !guarded[index])
    .map(
      ({ methods, pattern }) =>
        `${methods.join(', ')} ${pattern} calls no bouncer.with(…).authorize(…), and its controller gives no reason in openToEveryone`
    )
}

/**
 * @param routes - routes of any plugin
 * @returns one sentence for each write that anybody may send and that names no tier of its own
 */
export async function unlimitedOpenWrites(routes: readonly RouteJSON[]): Promise<string[]> {
  const writing = routes.filter((route) =>
    writesOf(route).some((method) => limitOf(route, method)?.bucket === 'writes')
  )
  const open = await Promise.all(writing.map(isOpen))
  return writing
    .filter((_route, index) => open[index])
    .map((route) => `${writesOf(route).join(', ')} ${route.pattern} is open to everyone and needs .use(rateLimit('…'))`)
}

function writesOf({ methods }: RouteJSON): string[] {
  return methods.filter((method) => !READING.includes(method))
}

async function isOpen({ handler }: RouteJSON): Promise<boolean> {
  if (typeof handler === 'function') return false
  const [controller, action] = await controllerOf(handler.reference)
  return controller.openToEveryone?.[action] !== undefined
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
