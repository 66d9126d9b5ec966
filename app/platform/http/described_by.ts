/** What a form's part knows of its field. */
export interface DescribedField {
  name: string
  help?: string
  flashMessages?: { get: (key: string, defaultValue: unknown) => unknown }
}

/**
 * @param field - a field of a form
 * @returns ids of what explains it, its error first, for `aria-describedby`; undefined without any
 */
export function describedBy({ name, help, flashMessages }: DescribedField): string | undefined {
  const errors = (flashMessages?.get('inputErrorsBag', {}) ?? {}) as Record<string, unknown>
  const ids = [errors[name] && `${name}-error`, help && `${name}-help`].filter(Boolean)
  return ids.length ? ids.join(' ') : undefined
}
