/** The first that fits counts: Edge and Opera say Chrome as well, and Chrome says Safari. */
const BROWSERS = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const

const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

/**
 * @param userAgent - what a browser says of itself
 * @returns by what its owner knows it, e.g. `Firefox on Linux`
 */
export function deviceName(userAgent: string): string {
  const nameIn = (kinds: readonly (readonly [string, RegExp])[]) => kinds.find(([, sign]) => sign.test(userAgent))?.[0]
  const browser = nameIn(BROWSERS) ?? 'A browser'
  const system = nameIn(SYSTEMS)
  return system ? `${browser} on ${system}` : browser
}
