import type { MarkupRenderer } from './markup_renderer.js'
import { RstThread } from './rst_thread.js'

/** A page of 100 kB takes about three seconds on a slow machine. */
const thread = new RstThread({ deadline: 10_000, idle: 30_000 })

/** Renders in a thread of its own, which starts with the first text and ends when none comes for a while. */
export const renderRestructuredText: MarkupRenderer = (source) => thread.compile(source)
