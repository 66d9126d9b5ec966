import type { User } from '@pydotorg/platform/identity'
import { TemplatedMail } from '@pydotorg/platform/mail'
import {
  addressTaken,
  confirmEmail,
  confirmNewEmail,
  emailChange,
  newEmailCounts,
  passwordChanged,
  proof,
  resetPassword,
} from './templates.js'

/**
 * @param user - who has just signed up, or asked for the link again
 * @param link - path by which they confirm
 */
export function confirmEmailMail({ username, email }: User, link: string) {
  return new TemplatedMail(confirmEmail, { to: email, data: { username, link } })
}

/**
 * @param user - whose address somebody has typed into the form for new accounts, or as their own new address
 * @param link - path where they choose a new password
 */
export function addressTakenMail({ username, email }: User, link: string) {
  return new TemplatedMail(addressTaken, { to: email, data: { username, link } })
}

/**
 * @param user - who cannot remember their password
 * @param link - path where they choose a new one
 */
export function resetPasswordMail({ username, email }: User, link: string) {
  return new TemplatedMail(resetPassword, { to: email, data: { username, link } })
}

/** @param user - who has a new password */
export function passwordChangedMail({ username, email }: User) {
  return new TemplatedMail(passwordChanged, { to: email, data: { username } })
}

/**
 * @param user - who wants another address
 * @param email - that address
 * @param link - path by which they confirm it
 */
export function confirmNewEmailMail({ username }: User, email: string, link: string) {
  return new TemplatedMail(confirmNewEmail, { to: email, data: { username, email, link } })
}

/** What the old address is told about a new one. */
export interface EmailChange {
  oldEmail: string
  newEmail: string
  /** By which it is undone; null when enough of these links were sent. */
  undoPath: string | null
  /** Whether the new address counts already. */
  isDone: boolean
}

/**
 * @param user - whose address
 * @param change - from what to what
 */
export function emailChangeMail({ username }: User, { oldEmail, newEmail, undoPath, isDone }: EmailChange) {
  const addresses = { old_email: oldEmail, new_email: newEmail }
  return new TemplatedMail(emailChange, {
    to: oldEmail,
    data: { username, ...addresses, is_done: isDone, undo_link: undoPath },
  })
}

/**
 * @param user - whose address counts now
 */
export function newEmailCountsMail({ username, email }: User) {
  return new TemplatedMail(newEmailCounts, { to: email, data: { username } })
}

/**
 * @param user - who has to prove that it is them
 * @param link - path by which they do
 */
export function proofMail({ username, email }: User, link: string) {
  return new TemplatedMail(proof, { to: email, data: { username, link } })
}
