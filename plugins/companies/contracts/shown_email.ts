const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}

/**
 * An e-mail address that people read as it is, and that simple harvesters do not find. Behaviour kept from python.org's
 * filter `render_email`: dots and at signs stand in elements of their own.
 *
 * @param email - an address, or anything else that somebody typed there
 * @returns HTML that is safe to print; null without an address
 * @example
 * shownEmail('a.b@c.org') // 'a<span>.</span>b<span>@</span>c<span>.</span>org'
 */
export function shownEmail(email: string | null | undefined): string | null {
  if (!email) return null
  return email.replace(/[&<>"']/g, (character) => ENTITIES[character]!).replace(/[.@]/g, '<span>$&</span>')
}
