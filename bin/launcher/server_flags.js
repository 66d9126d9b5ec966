/**
 * Flags of Node with which a web process is started: a nursery of eight megabytes instead of thirty-two, which costs no
 * speed that can be measured, and is most of what a busy process takes beside its live data (docs/performance.md).
 */
export const SERVER_FLAGS = ['--max-semi-space-size=8']
