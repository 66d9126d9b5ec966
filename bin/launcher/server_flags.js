/**
 * Flags of Node with which a web process is started (docs/performance.md has the figures).
 *
 * A nursery of eight megabytes instead of thirty-two costs no speed that can be measured, and is most of what a busy process
 * takes beside its live data. Unless told, V8 collects nothing young while it marks the old, and lets the nursery grow
 * meanwhile: on two busy cores that takes long.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=8', '--no-separate-gc-phases']
