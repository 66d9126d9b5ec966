/** Numbers after `Python `; the install manager's name has a word there, so it never counts as a version. */
const VERSION = /^Python\s([\d.]+)/

const STAGE = /^Python\s[\d.]+(a|b|c|rc)(\d+)$/

const ORDERED = /^Python\s(\d+)\.(\d+)(?:\.(\d+))?(?:(a|b|c|rc)(\d+))?/

/** How finished a release is. */
export type Stage = 'alpha' | 'beta' | 'candidate' | 'final'

const STAGES: Readonly<Record<string, Stage>> = { a: 'alpha', b: 'beta', c: 'candidate', rc: 'candidate' }

/** Weight of a stage when two releases have the same numbers. */
const STAGE_ORDER: readonly Stage[] = ['alpha', 'beta', 'candidate', 'final']

/**
 * The numbers of a release, without the mark of a pre-release. Behaviour kept from python.org: one blank after `Python`.
 *
 * @param name - a release's name, e.g. `Python 3.9.0a0`
 * @returns `3.9.0`; empty when the name is not that of a Python release
 */
export function versionOf(name: string): string {
  return VERSION.exec(name)?.[1] ?? ''
}

/** @returns the series, e.g. `3.14`; empty when the name is not that of a Python release */
export function branchOf(name: string): string {
  const [major, minor] = versionOf(name).split('.')
  return major && minor ? `${major}.${minor}` : ''
}

/** @returns the stage that the end of the name tells */
export function stageOf(name: string): Stage {
  return STAGES[STAGE.exec(name)?.[1] ?? ''] ?? 'final'
}

/**
 * Compares dotted numbers; a missing part counts as nought.
 *
 * @returns below, equal to or above 0, as sort() wants it
 */
export function compareVersions(left: string, right: string): number {
  const lefts = left.split('.').map(Number)
  const rights = right.split('.').map(Number)
  for (let part = 0; part < Math.max(lefts.length, rights.length); part++) {
    const difference = (lefts[part] ?? 0) - (rights[part] ?? 0)
    if (difference) return difference
  }
  return 0
}

/**
 * @param name - a release's name
 * @param minimum - dotted numbers, e.g. `3.5`
 * @returns true when the release is that version or newer; false for what is not a Python release
 */
export function isVersionAtLeast(name: string, minimum: string): boolean {
  const version = versionOf(name)
  return version !== '' && compareVersions(version, minimum) >= 0
}

/**
 * A number by which releases sort, pre-releases before the release that they lead to: 3.14.0a1, 3.14.0rc2, 3.14.0.
 * Lists of hundreds compare it instead of taking names apart again and again.
 *
 * @param name - a release's name
 * @returns 0 for what is not a Python release
 */
export function releaseOrder(name: string): number {
  const [, major, minor, micro = 0, stage = '', number = 0] = ORDERED.exec(name) ?? []
  if (!major) return 0
  const place = STAGE_ORDER.indexOf(STAGES[stage] ?? 'final')
  return (((Number(major) * 1000 + Number(minor)) * 1000 + Number(micro)) * 10 + place) * 1000 + Number(number)
}
