import vine from '@vinejs/vine'

/** Longer ones are nobody's. What is typed as a password may be anything. */
export const signInForm = vine.create({
  login: vine.string().trim().maxLength(254),
  password: vine.string().maxLength(5_000),
  next: vine.string().maxLength(2_000).optional(),
})
