/**
 * Makes a slug by Django's rules, which python.org's addresses follow: `Python 3.14.0rc2` is `python-3140rc2`.
 * Behaviour kept from python.org: release-tools purges `/downloads/release/python-<dots removed>/`.
 *
 * @param text - any text
 * @returns lower-case ASCII words joined by hyphens; empty when nothing of the text remains
 * @example
 * slugify('Python 3.10.19') // 'python-31019'
 */
export function slugify(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_\s-]/g, '')
    .toLowerCase()
    .replace(/[-\s]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
}
