import vine from '@vinejs/vine'
import { FieldMessages } from './field_messages.js'

/** Typed as it is shown, so that nobody deletes their account by a slip of the hand. */
export const deleteAccount = vine.withMetaData<{ username: string }>().create({
  confirm_username: vine
    .string()
    .trim()
    .in((field) => [(field.meta as { username: string }).username]),
})

export const deleteAccountMessages = new FieldMessages({
  confirm_username: 'Type your username, exactly as it is shown.',
})
