import vine from '@vinejs/vine'

const name = vine.string().trim().maxLength(150).optional()

/** What somebody new may choose; an address of their own only when the provider has verified none. */
export const newAccountForm = vine.withMetaData<{ isAddressNeeded: boolean }>().create({
  username: vine
    .string()
    .trim()
    .maxLength(150)
    .regex(/^[-a-zA-Z0-9_@.+]+$/),
  email: vine
    .string()
    .trim()
    .maxLength(254)
    .email()
    .optional()
    .requiredWhen((field) => field.meta.isAddressNeeded),
  firstName: name.clone(),
  lastName: name.clone(),
})
