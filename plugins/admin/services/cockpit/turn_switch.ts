import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { auditOrigin } from '@pydotorg/platform/audit'
import { FeaturePlans, FeatureSwitch, type FeatureState } from '@pydotorg/platform/features'
import { formError } from '@pydotorg/platform/http'
import { currentUser } from '@pydotorg/platform/identity'
import { DateTime } from 'luxon'
import { refusedAs } from '#services/cockpit/refused_as'

/** A switch that an operator turns. */
export interface TurnedSwitch {
  key: string
  state: FeatureState
  reason: string
  cascade: boolean
}

/** Turns switches, now or at a time, and says what was done. */
@inject()
export class TurnSwitch {
  constructor(
    protected featureSwitch: FeatureSwitch,
    protected plans: FeaturePlans
  ) {}

  /**
   * @param ctx - the request of who turns it
   * @param turned - which one, and how
   * @returns what was done, in a sentence
   * @throws an error of the form when it is refused
   */
  async turn(ctx: HttpContext, turned: TurnedSwitch): Promise<string> {
    const author = { who: currentUser(ctx)?.username ?? 'anonymous', origin: auditOrigin(ctx) }
    const rows = await refusedAs('cascade', this.featureSwitch.change({ ...turned, ...author }))
    const changed = rows.map(({ key }) => key).join(', ')
    return changed ? `Now ${words(turned.state)}: ${changed}.` : `${turned.key} was ${words(turned.state)} already.`
  }

  /**
   * @param ctx - the request of who plans it
   * @param turned - which one, how, and at which time, as it was typed
   * @returns what was done, in a sentence
   * @throws an error of the form when it is refused, or when the time is none
   */
  async plan(ctx: HttpContext, { at, ...turned }: TurnedSwitch & { at: string }): Promise<string> {
    const moment = momentOf(at)
    await refusedAs('reason', this.plans.plan({ ...turned, at: moment.toJSDate() }, ctx))
    return `${turned.key} will be ${words(turned.state)} at ${moment.toFormat("d MMMM yyyy HH:mm 'UTC'")}.`
  }
}

const words = (state: string): string => (state === 'maintenance' ? 'in maintenance' : state)

function momentOf(text: string): DateTime {
  const moment = DateTime.fromISO(text, { zone: 'utc' })
  if (!moment.isValid) throw formError('at', 'Write a date and a time in UTC, such as 2026-10-07T18:00.')
  if (moment <= DateTime.utc())
    throw formError('at', 'This time is past. Choose a later one, or leave it empty to switch now.')
  if (moment > DateTime.utc().plus({ years: 1 })) throw formError('at', 'Choose a time within the next year.')
  return moment
}
