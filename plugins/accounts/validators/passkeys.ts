import vine from '@vinejs/vine'
import { FieldMessages } from './field_messages.js'

const name = () => vine.string().trim().minLength(1).maxLength(100)

/** What the browser made of its key's answer, in JSON; what is none is null, which no key answers. */
export const credential = () => vine.string().minLength(2).maxLength(20_000).transform(readJson)

export const passkeyMessages = new FieldMessages({
  name: 'Give the passkey a name of at most 100 characters, e.g. of the device it is on.',
  credential: 'Your browser did not hand over a passkey. This page needs its scripts for that.',
})

export const newPasskey = vine.create({ name: name(), credential: credential() })

export const passkeyName = vine.create({ name: name() })

export const passkeySignIn = vine.create({ credential: credential(), next: vine.string().maxLength(2_000).optional() })

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
