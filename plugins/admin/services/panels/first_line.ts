const LONGEST = 200

/**
 * @param text - why something failed
 * @returns its first line, cut where it is too long for a dashboard
 */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n', 1)
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}
