/**
 * A contract is an abstract class that stands in the `contracts/` folder of the plugin that gives the service; the
 * class doubles as the token by which others ask for it.
 */
// `any`: a token's constructor is never called, so its parameters say nothing.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Contract<T> = abstract new (...args: any[]) => T

/** An implementation that a plugin gives for one of its contracts; both are imported when first asked for. */
export interface ContractProvision {
  contract: () => Promise<{ default: Contract<unknown> }>
  implementation: () => Promise<{ default: new () => unknown }>
}
