import { isSecretName, MASK } from './secret_names.js'

const DEEPEST = 6

const ADDRESS_WITH_PASSWORD = /(\w:\/\/[^\s:@/]*):[^\s@/]+@/g

/**
 * @param text - a message
 * @returns the same without the passwords of addresses such as `postgres://user:password@host/`
 * @example
 * maskPasswords('redis://:pw@cache/') // 'redis://:[masked]@cache/'
 */
export function maskPasswords(text: string): string {
  return text.replace(ADDRESS_WITH_PASSWORD, `$1:${MASK}@`)
}

/**
 * A copy of what is to be logged or kept, with the values of secret fields replaced at any depth.
 *
 * @param value - anything; errors and other class instances are left to the logger's own serializers
 * @param depth - how deep the value lies already
 * @returns the copy
 * @example
 * maskSecrets({ user: { name: 'Ada', password: 'x' } }) // { user: { name: 'Ada', password: '[masked]' } }
 */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return '[too deep]'
  if (typeof value === 'string') return maskPasswords(value)
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, depth + 1))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, isSecretName(name) ? MASK : maskSecrets(held, depth + 1)])
  )
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
