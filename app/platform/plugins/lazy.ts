/** A module that is imported only when it is needed, so that a manifest stays a pure declaration. */
export type Lazy<T> = () => Promise<{ default: T }>
