import type { Lazy } from '../plugins/lazy.js'

/**
 * Headers for an answer below `/api/`, by the path of the request. Asked for each of them, so it answers from memory.
 * Names begin with `X-`; values are ASCII and short: proxies refuse long ones.
 */
export type ApiHeaders = (path: string) => Readonly<Record<string, string>>

/** Loads the function when the first answer goes out. */
export type ApiHeadersSource = Lazy<ApiHeaders>
