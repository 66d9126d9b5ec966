/** Names by which templates reach what belongs to one visitor; `$slots` were written where they could reach it. */
const OF_A_VISITOR = [
  ...['request', 'auth', 'can', 'session', 'flashMessages', 'old'],
  ...['csrfToken', 'csrfMeta', 'csrfField', 'cspNonce', '$slots'],
] as const

/** What is shared between visitors asked for something of one of them. */
export class FragmentOfVisitor extends Error {
  /** @param asked - the name that was used */
  constructor(readonly asked: string) {
    super(`A fragment is kept for everybody and may not use "${asked}"`)
  }
}

/** Variables that stand for a visitor's, and know whether somebody used one. */
export interface VisitorGuard {
  variables: Readonly<Record<string, unknown>>
  /** The first one that was used; Edge keeps of an error only its message. */
  readonly asked: string | null
}

/** @returns variables to be laid over those of a template; they can be passed on, and throw when they are used */
export function visitorGuard(): VisitorGuard {
  let asked: string | null = null
  const trap = (name: string): unknown => {
    const refuse = (): never => {
      asked ??= name
      throw new FragmentOfVisitor(name)
    }
    return new Proxy(refuse, { get: refuse, has: refuse, ownKeys: refuse, apply: refuse })
  }
  return {
    variables: Object.fromEntries(OF_A_VISITOR.map((name) => [name, trap(name)])),
    get asked() {
      return asked
    },
  }
}
