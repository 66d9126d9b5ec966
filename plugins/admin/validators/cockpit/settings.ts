import vine, { SimpleMessagesProvider } from '@vinejs/vine'

const reason = vine.string().trim().minLength(3).maxLength(500)

/** A new value as it is typed: what it may be is for the setting to say. An empty one takes the value away. */
export const settingValidator = vine.create({
  value: vine.string().maxLength(10_000).optional(),
  reason,
})

/** Why the default is to count again. */
export const settingResetValidator = vine.create({ reason })

export const settingMessages = new SimpleMessagesProvider({
  'reason.required': 'Say why, in a few words: it stands in the history and in the audit log.',
  'reason.minLength': 'Say why, in a few words: it stands in the history and in the audit log.',
  'reason.maxLength': 'Say why in at most 500 characters.',
  'value.maxLength': 'Write something shorter.',
})
