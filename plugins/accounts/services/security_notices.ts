import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '@pydotorg/platform/identity'
import { deviceName } from '@pydotorg/platform/identity/second_factors'
import { Outbox, TemplatedMail } from '@pydotorg/platform/mail'
import { DateTime } from 'luxon'
import { securityNotice } from '../mails/templates.js'

/** What is told of a change. */
interface Notice {
  subject: string
  /** What happened, and what it means. */
  sentence: string
  /** What to do if it was somebody else; left out where nothing can be done. */
  remedy?: string
}

const CHANGE_PASSWORD = 'sign in, change your password and look through the security pages of your account'

/**
 * Tells people by mail what changed about the protection of their account, so that they notice what they did not do
 * themselves. Mails leave after the answer.
 */
@inject()
export class SecurityNotices {
  readonly #outbox: Outbox

  constructor(outbox: Outbox) {
    this.#outbox = outbox
  }

  secondStepOn(ctx: HttpContext, user: User): void {
    this.#send(ctx, user, {
      subject: 'The second step at sign-in is on',
      sentence:
        'From now on, whoever signs in to your account with its password is asked for a code of your app as well.',
      remedy: CHANGE_PASSWORD,
    })
  }

  secondStepOff(ctx: HttpContext, user: User): void {
    this.#send(ctx, user, {
      subject: 'The second step at sign-in is off',
      sentence: 'From now on, the password is enough to sign in to your account.',
      remedy: CHANGE_PASSWORD,
    })
  }

  /** @param left - how many codes are left */
  recoveryCodeUsed(ctx: HttpContext, user: User, left: number): void {
    this.#send(ctx, user, {
      subject: 'A recovery code was used',
      sentence: `Somebody signed in to your account with its password and one of your recovery codes. ${left === 1 ? 'One code is' : `${left} codes are`} left.`,
      remedy: `${CHANGE_PASSWORD}, and make new recovery codes`,
    })
  }

  recoveryCodesRenewed(ctx: HttpContext, user: User): void {
    this.#send(ctx, user, {
      subject: 'You have new recovery codes',
      sentence: 'New recovery codes were made for your account; those before are worth nothing any more.',
      remedy: CHANGE_PASSWORD,
    })
  }

  passkeyAdded(ctx: HttpContext, user: User, name: string): void {
    this.#send(ctx, user, {
      subject: 'A passkey was added',
      sentence: `Your account has a new passkey, “${name}”. Whoever has it can sign in without the password.`,
      remedy: `${CHANGE_PASSWORD}, and remove the passkey`,
    })
  }

  passkeyRemoved(ctx: HttpContext, user: User, name: string): void {
    this.#send(ctx, user, {
      subject: 'A passkey was removed',
      sentence: `The passkey “${name}” cannot be used to sign in to your account any more.`,
      remedy: CHANGE_PASSWORD,
    })
  }

  tokenCreated(ctx: HttpContext, user: User, name: string): void {
    this.#send(ctx, user, {
      subject: 'An access token was made',
      sentence: `Your account has a new access token, “${name}”. A program that has it can act in your name.`,
      remedy: `${CHANGE_PASSWORD}, and revoke the token`,
    })
  }

  /** By staff: where they were when they did it is nothing for its owner. */
  tokenRevoked(ctx: HttpContext, user: User, { name, reason }: { name: string; reason: string }): void {
    this.#tell(ctx, user, {
      subject: 'An access token was revoked',
      sentence: `Staff of the site revoked your access token “${name}”, and programs that have it are refused. The reason: ${reason}`,
      facts: now(),
    })
  }

  accountDeleted(ctx: HttpContext, user: User): void {
    this.#send(ctx, user, {
      subject: 'Your account is deleted',
      sentence: `The account ${user.username} is deleted, with everything that belonged to it. It cannot be brought back.`,
    })
  }

  #send(ctx: HttpContext, user: User, notice: Notice): void {
    const { request } = ctx
    const device = deviceName(request.header('user-agent') ?? '')
    this.#tell(ctx, user, { ...notice, facts: `${now()}, ${device}, from ${request.ip()}` })
  }

  #tell(ctx: HttpContext, { username, email }: User, { subject, ...told }: Notice & { facts: string }): void {
    const data = { username, headline: subject, ...told }
    this.#outbox.afterAnswer(ctx, async () => new TemplatedMail(securityNotice, { to: email, data }))
  }
}

function now(): string {
  return `${DateTime.utc().toFormat('d LLLL yyyy, HH:mm')} UTC`
}
