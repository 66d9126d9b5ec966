/**
 * @param text - from anywhere
 * @param longest - characters to keep
 * @returns the text as PostgreSQL takes it: cut, without NUL and half characters
 */
export function boundedText(text: string, longest: number): string {
  if (text.length <= longest) return clean(text)
  return `${clean(text.slice(0, longest))}… (${text.length} characters)`
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}
