import type { ApiClient, ApiResponse } from '@japa/api-client'
import type { User } from '../identity/models/user.js'

/** Who imports what. */
export interface ImportTest {
  client: ApiClient
  user: User
  /** Address of the list. */
  list: string
}

/** What came of an import in a test. */
interface Imported {
  /** The page that says what would come of it. */
  preview: ApiResponse
  /** Says yes to it. */
  take: () => Promise<ApiResponse>
}

/**
 * Looks at what would come of a text that staff import, as a browser would.
 *
 * @param imported - who imports what
 * @param text - CSV or JSON
 * @returns the page, and what says yes to it
 * @example
 * const { preview, take } = await importOf({ client, user, list: '/admin/manage/companies/companies/' }, 'name,slug\nA,a')
 */
export async function importOf({ client, user, list }: ImportTest, text: string): Promise<Imported> {
  const sent = (path: string, form: Record<string, string>) =>
    client.post(`${list}import/${path}`).loginAs(user).withCsrfToken().redirects(0).form(form)
  const preview = await sent('preview/', { text })
  const seen = /name="_seen" value="([^"]*)"/.exec(preview.text())?.[1] ?? ''
  return { preview, take: () => sent('', { text, _seen: seen }) }
}

/**
 * Exports all records of a list, takes them away, and imports what was exported.
 *
 * @param imported - who imports what
 * @param format - of the file
 * @param wipe - takes the records away
 * @returns the answer, which leads to the list when all is in
 * @example
 * const answer = await importedAgain({ client, user, list: '/admin/manage/companies/companies/' }, 'csv', wipe)
 */
export async function importedAgain(
  imported: ImportTest,
  format: 'csv' | 'json',
  wipe: () => Promise<unknown>
): Promise<ApiResponse> {
  const { client, user, list } = imported
  const file = await client.get(`${list}export/${format}/`).loginAs(user)
  await wipe()
  const { take } = await importOf(imported, file.text())
  return take()
}
