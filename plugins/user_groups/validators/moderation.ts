import vine from '@vinejs/vine'
import { DECISIONS } from '#services/moderate_group'

/** What a moderator decides about a group. */
export const moderationValidator = vine.create({ decision: vine.enum(DECISIONS) })
