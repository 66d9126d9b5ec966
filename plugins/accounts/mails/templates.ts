import { defineMailTemplate } from '@pydotorg/platform/mail'

const username = { type: 'text', description: 'How the person is called on the site', sample: 'ada' } as const

const newPasswordLink = {
  type: 'link',
  description: 'Where they choose a new password; works once, for an hour',
  sample: '/accounts/password/reset/key/sample/',
  secret: true,
} as const

export const confirmEmail = defineMailTemplate({
  key: 'accounts.confirm_email',
  title: 'Confirm an e-mail address',
  summary: 'Sent to who has just signed up, and to who asks for the link again.',
  subject: 'Confirm your e-mail address',
  because: 'somebody made an account with this address',
  variables: {
    username,
    link: {
      type: 'link',
      description: 'By which they confirm the address; works for three days',
      sample: '/accounts/confirm-email/sample/',
      secret: true,
    },
  },
})

export const addressTaken = defineMailTemplate({
  key: 'accounts.address_taken',
  title: 'Address is taken',
  summary: 'Sent when somebody wants to use an address for an account that belongs to one already.',
  subject: 'You have an account already',
  because: 'there is an account with this address',
  variables: { username, link: newPasswordLink },
})

export const resetPassword = defineMailTemplate({
  key: 'accounts.reset_password',
  title: 'Choose a new password',
  summary: 'Sent to who cannot remember their password.',
  subject: 'Choose a new password',
  because: 'somebody asked for a new password for your account',
  variables: { username, link: newPasswordLink },
})

export const passwordChanged = defineMailTemplate({
  key: 'accounts.password_changed',
  title: 'Password was changed',
  summary: 'Sent after an account got a new password.',
  subject: 'Your password was changed',
  because: 'the password of your account was changed',
  variables: { username },
})

export const confirmNewEmail = defineMailTemplate({
  key: 'accounts.confirm_new_email',
  title: 'Confirm a new e-mail address',
  summary: 'Sent to the address that somebody wants to use from now on.',
  subject: 'Confirm your new e-mail address',
  because: 'somebody wants to use this address for their account',
  variables: {
    username,
    email: { type: 'text', description: 'The new address', sample: 'ada@example.org' },
    link: {
      type: 'link',
      description: 'By which they confirm the address; works for three days',
      sample: '/accounts/email/confirm/sample/',
      secret: true,
    },
  },
})

export const emailChange = defineMailTemplate({
  key: 'accounts.email_change',
  title: 'E-mail address changes',
  summary: 'Sent to the old address when somebody wants another one, and when the other one counts.',
  subject: 'Your e-mail address {% if is_done %}was changed{% else %}is about to change{% endif %}',
  because: 'this is or was the address of your account',
  variables: {
    username,
    old_email: { type: 'text', description: 'The address until now', sample: 'ada@example.com' },
    new_email: { type: 'text', description: 'The address from now on', sample: 'ada@example.org' },
    is_done: { type: 'boolean', description: 'Whether the new address counts already', sample: true },
    undo_link: {
      type: 'link',
      description: 'By which it is undone within seven days; missing when enough of these links were sent',
      sample: '/accounts/email/undo/sample/',
      secret: true,
      optional: true,
    },
  },
})

export const newEmailCounts = defineMailTemplate({
  key: 'accounts.new_email_counts',
  title: 'New e-mail address counts',
  summary: 'Sent to a new address once it is that of the account.',
  subject: 'Your new e-mail address counts now',
  because: 'this is the address of your account',
  variables: { username },
})

export const proof = defineMailTemplate({
  key: 'accounts.proof',
  title: 'Proof of who it is',
  summary: 'Sent to somebody without a password who does something that needs a proof.',
  subject: 'Confirm that it is you',
  because: 'somebody who is signed in to your account asked for it',
  variables: {
    username,
    link: {
      type: 'link',
      description: 'By which they prove it; works once, for a quarter of an hour',
      sample: '/accounts/confirm/sample/',
      secret: true,
    },
  },
})

export const securityNotice = defineMailTemplate({
  key: 'accounts.security_notice',
  title: 'Notice about security',
  summary: 'Sent when something that protects an account was changed, or the account was deleted.',
  subject: '{{ headline }}',
  because: 'something that protects your account was changed',
  variables: {
    username,
    headline: { type: 'text', description: 'What happened, in a few words', sample: 'A passkey was added' },
    sentence: {
      type: 'text',
      description: 'What happened, and what it means',
      sample: 'Your account has a new passkey, “Telephone”. Whoever has it can sign in without the password.',
    },
    facts: {
      type: 'text',
      description: 'When, with which device and from where',
      sample: '7 October 2025, 14:05 UTC, Firefox on Linux, from 192.0.2.7',
    },
    remedy: {
      type: 'text',
      description: 'What to do if it was somebody else; missing where nothing can be done',
      sample: 'sign in, change your password and remove the passkey',
      optional: true,
    },
  },
})

export default [
  confirmEmail,
  addressTaken,
  resetPassword,
  passwordChanged,
  confirmNewEmail,
  emailChange,
  newEmailCounts,
  proof,
  securityNotice,
]
