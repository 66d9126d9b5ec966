const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'] as const

/** Between number and unit, so that a line never breaks there. */
const NBSP = '\u00A0'

/**
 * Behaviour kept from python.org: steps of 1024, one decimal.
 *
 * @param bytes - size in bytes
 * @returns e.g. `11.8 MB` with a no-break space
 */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes}${NBSP}${bytes === 1 ? 'byte' : 'bytes'}`
  let size = bytes / 1024
  let unit = 0
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024
    unit++
  }
  return `${size.toFixed(1)}${NBSP}${UNITS[unit]}`
}
