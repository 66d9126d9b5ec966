import { settings } from '@pydotorg/platform/settings'
import { announcementAddress } from '#services/settings'

/** A message to the program that keeps a mailing list; its body is the command. */
export interface ListMessage {
  /** Whom the command is about: it comes from their own address. */
  from: string
  command: 'subscribe' | 'unsubscribe'
}

/** What a membership says of announcements; null for none, before it was made and after it ended. */
type Wish = { email: string; psfAnnouncements: boolean } | null

/**
 * Where commands for the list of announcements go to.
 *
 * @returns an e-mail address such as `psf-members-announce-request@python.org`; null when there is no list
 */
export function announcementList(): string | null {
  return settings.read(announcementAddress)
}

/**
 * @param before - what the member wanted
 * @param after - what they want now
 * @returns what the list has to be told, the old address first
 * @example
 * listMessages(null, { email: 'ada@example.org', psfAnnouncements: true }) // one, with `subscribe`
 */
export function listMessages(before: Wish, after: Wish): ListMessage[] {
  const old = before?.psfAnnouncements ? before.email : null
  const wanted = after?.psfAnnouncements ? after.email : null
  if (old === wanted) return []
  return [
    ...(old ? [{ from: old, command: 'unsubscribe' as const }] : []),
    ...(wanted ? [{ from: wanted, command: 'subscribe' as const }] : []),
  ]
}
