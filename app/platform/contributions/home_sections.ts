import type { Lazy } from '../plugins/lazy.js'

/** A part of the home page. */
export interface HomeSection {
  /** Stable name, `<plugin>.<noun>`, by which staff reorder it. */
  key: string
  /** Smaller comes first. */
  weight: number
  /** An Edge template, e.g. `downloads::home/latest`; it gets what `data` returns. */
  view: string
  /** Loads what the template shows; null hides the section, e.g. while there is no release. */
  data: Lazy<() => Promise<Record<string, unknown> | null>>
}
