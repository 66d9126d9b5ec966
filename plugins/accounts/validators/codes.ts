import vine from '@vinejs/vine'
import { FieldMessages } from './field_messages.js'

/** Of an authenticator app; people type the gap that apps show. */
export const appCode = vine.create({ code: vine.string().trim().minLength(1).maxLength(20) })
export const appCodeMessages = new FieldMessages({ code: 'Type the six digits that your app shows.' })

/** At sign-in: of an app, or one of the recovery codes. */
export const secondStep = vine.create({
  code: vine.string().trim().minLength(1).maxLength(60),
  trust: vine.accepted().optional(),
})
export const secondStepMessages = new FieldMessages({
  code: 'Type the six digits that your app shows, or one of your recovery codes.',
})
