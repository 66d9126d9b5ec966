import { setFlagsFromString } from 'node:v8'

/**
 * How a web process shares its machine with PostgreSQL and with others of its kind; docs/performance.md has the figures
 * with and without.
 *
 * - V8 lets its heap grow fourfold before it collects; what a site keeps for longer than a request is small.
 * - Its nursery may take 32 megabytes; eight cost no speed that can be measured.
 * - Unless told, it collects nothing young while it marks the old, and lets the nursery grow meanwhile: on two busy cores
 *   that takes long.
 */
export const LEAN_FLAGS: readonly string[] = [
  '--heap-growing-percent=30',
  '--max-semi-space-size=8',
  '--no-separate-gc-phases',
]

/**
 * glibc keeps what is freed when it was once used in large pieces, as each thread does that compresses pages: it raises the
 * 128 kB from which it gives memory back to as much as 64 MB. Naming that figure keeps it as it is.
 */
const LEAN_ENVIRONMENT = { MALLOC_TRIM_THRESHOLD_: '131072' }

/** @returns the variables that a web process is started with: this process's, which win, and what keeps it small */
export const leanEnvironment = (): NodeJS.ProcessEnv => ({ ...LEAN_ENVIRONMENT, ...process.env })

/**
 * Has a web process of production start again in its own place, with the same number, with what has to be known before a
 * process starts; `npm run serve`, systemd and containers need not know of it. What the operator has set stays. Where a
 * process cannot be replaced (Windows) it goes on with what can be set later.
 *
 * Does nothing to a process that was started so by bin/cluster.ts.
 */
export function becomeLean(): void {
  if (LEAN_FLAGS.every((flag) => process.execArgv.includes(flag))) return
  if (process.env.NODE_ENV !== 'production' || !process.execve || process.platform === 'win32') {
    for (const flag of LEAN_FLAGS) setFlagsFromString(flag)
    return
  }
  const flags = [...LEAN_FLAGS, ...process.execArgv]
  process.execve(process.execPath, [process.execPath, ...flags, ...process.argv.slice(1)], leanEnvironment())
}
