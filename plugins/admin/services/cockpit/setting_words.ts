import type { SettingDeclaration } from '@pydotorg/platform/settings'

/**
 * @param declaration - of a setting
 * @param text - a value as it is kept; null or empty for none
 * @returns how people read it
 */
export function valueInWords(declaration: SettingDeclaration, text: string | null): string {
  if (!text) return 'none'
  if (declaration.type === 'boolean') return text === 'true' ? 'yes' : 'no'
  if (declaration.type !== 'choice') return text
  return declaration.choices.find(({ value }) => value === text)?.label ?? text
}

/**
 * @param declaration - of a setting
 * @returns what may be written into its field
 */
export function boundsInWords(declaration: SettingDeclaration): string {
  switch (declaration.type) {
    case 'number':
      return `A whole number from ${declaration.min} to ${declaration.max}.`
    case 'duration':
      return `A time from ${declaration.min} to ${declaration.max}, such as ${declaration.default}.`
    case 'url':
      return withEmpty(declaration, 'An address that begins with https:// or http://')
    case 'email':
      return withEmpty(declaration, 'An e-mail address')
    case 'text':
      return withEmpty(declaration, 'One line of text')
    default:
      return 'One of these.'
  }
}

/**
 * @param declaration - of a setting
 * @returns what a list offers; null for a setting that is written
 */
export function choicesOf(declaration: SettingDeclaration): { value: string; label: string }[] | null {
  if (declaration.type === 'choice') return [...declaration.choices]
  if (declaration.type !== 'boolean') return null
  return [
    { value: 'true', label: 'Yes' },
    { value: 'false', label: 'No' },
  ]
}

function withEmpty(declaration: SettingDeclaration, what: string): string {
  return declaration.default === null ? `${what}, or nothing.` : `${what}.`
}
