import type { Lazy } from '../plugins/lazy.js'

/**
 * Where on the home page a section stands: below the opening sentence, in the wide column beside it, or further down.
 */
export type HomePlace = 'opening' | 'beside' | 'body'

/** A part of the home page. */
export interface HomeSection {
  /** Stable name, `<plugin>.<noun>`, by which staff reorder it. */
  key: string
  /** What staff call it, e.g. `Newest releases`; visitors read the heading in the template. */
  title: string
  /** Smaller comes first, until staff say otherwise. */
  weight: number
  /** `body` without it. Beside the opening there is room for one: the first that has something to show. */
  place?: HomePlace
  /** Two of these that follow each other share a row on a wide window; one that is alone takes all of it. */
  width?: 'half' | 'full'
  /** An Edge template, e.g. `downloads::home/latest`; it gets what `data` returns, and begins with an `<h2>`. */
  view: string
  /** Loads what the template shows; null hides the section, e.g. while there is no release. */
  data: Lazy<() => Promise<Record<string, unknown> | null>>
  /** Entries that the section needs, e.g. `plugins/downloads/assets/downloads.css`; they go into the page's head. */
  assets?: readonly string[]
  /** Keeps what was rendered: for how long at most, e.g. `10 minutes`, and the tags by which it is dropped sooner. */
  cache?: { lifetime: string; tags: readonly string[] }
}
