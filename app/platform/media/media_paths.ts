/** @param key - of an image */
export function imageFolder(key: string): string {
  return `images/${key}`
}

/** @param key - of an image */
export function originalPath(key: string): string {
  return `${imageFolder(key)}/original`
}

/** @param key - of a document */
export function documentFolder(key: string): string {
  return `documents/${key}`
}

/** @param key - of a document */
export function documentPath(key: string): string {
  return `${documentFolder(key)}/file`
}
