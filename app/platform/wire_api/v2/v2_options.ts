/** What OPTIONS tells of an address. */
export interface V2Description {
  /** e.g. `Release File List` */
  name: string
  description: string
}

/**
 * @param described - the address
 * @returns the body of an answer to OPTIONS
 */
export function v2Options({ name, description }: V2Description): string {
  return JSON.stringify({
    name,
    description,
    renders: ['application/json'],
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  })
}

/**
 * @param path - of a resource, e.g. `downloads/release_file`
 * @returns the resource's name in words, e.g. `Release File`
 */
export function v2Name(path: string): string {
  const words = path.split('/').at(-1)!.split('_')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}
