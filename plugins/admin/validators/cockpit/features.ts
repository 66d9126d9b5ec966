import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { FEATURE_STATES } from '@pydotorg/platform/features'

/** Which state a preview is asked for. */
export const previewValidator = vine.create({ to: vine.enum(FEATURE_STATES) })

/** A switch that is turned now, or at a time. */
export const switchValidator = vine.create({
  state: vine.enum(FEATURE_STATES),
  reason: vine.string().trim().minLength(3).maxLength(500),
  cascade: vine.accepted().optional(),
  at: vine.string().trim().optional(),
})

/** Rules as they are typed: what they mean is for the rules to say. */
export const rulesValidator = vine.create({
  percentage: vine.string().trim().maxLength(10).optional(),
  users: vine.string().trim().maxLength(2000).optional(),
  groups: vine.string().trim().maxLength(2000).optional(),
  from: vine.string().trim().maxLength(40).optional(),
  until: vine.string().trim().maxLength(40).optional(),
  reason: vine.string().trim().minLength(3).maxLength(500),
})

/** Whom the test box is asked about. */
export const trialValidator = vine.create({
  who: vine.string().trim().maxLength(254).optional(),
  visitor: vine.string().trim().maxLength(64).optional(),
})

export const reasonMessages = new SimpleMessagesProvider({
  'reason.required': 'Say why, in a few words: it stands in the history and in the audit log.',
  'reason.minLength': 'Say why, in a few words: it stands in the history and in the audit log.',
  'reason.maxLength': 'Say why in at most 500 characters.',
  'state.enum': 'A state is on, off or maintenance.',
  'to.enum': 'A state is on, off or maintenance.',
})
