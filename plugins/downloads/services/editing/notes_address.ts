import { branchOf, isVersionAtLeast, stageOf, versionOf } from '#services/python_version'

/**
 * Where the documentation of a release tells what is new. Behaviour kept from python.org, whose form fills it in: the
 * change log of a final release, and what is new in the series for one that leads to it.
 *
 * @param name - a release's name
 * @returns an address; empty for what is not a release of Python 3
 * @example
 * notesAddress('Python 3.14.0') // 'https://docs.python.org/release/3.14.0/whatsnew/changelog.html'
 * notesAddress('Python 3.15.0a1') // 'https://docs.python.org/3.15/whatsnew/3.15.html'
 */
export function notesAddress(name: string): string {
  if (!isVersionAtLeast(name, '3')) return ''
  const series = branchOf(name)
  if (stageOf(name) === 'final') return `https://docs.python.org/release/${versionOf(name)}/whatsnew/changelog.html`
  return `https://docs.python.org/${series}/whatsnew/${series}.html`
}
