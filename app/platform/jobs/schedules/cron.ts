import { CronExpressionParser } from 'cron-parser'
import { DateTime, IANAZone } from 'luxon'

/** When something is due. */
export interface Timing {
  cron: string
  timeZone: string
}

/** Why a timing cannot be used, in a sentence for the person who wrote it. */
export class TimingRefused extends Error {
  override name = 'TimingRefused'
}

/**
 * @param timing - a cron expression and its zone
 * @param after - a moment
 * @returns the first time that it is due after that moment
 * @throws TimingRefused when it cannot be read, or is never due
 */
export function nextDue({ cron, timeZone }: Timing, after: Date): Date {
  if (cron.trim().split(/\s+/).length !== 5) {
    throw new TimingRefused(`"${cron}" needs five fields: minute, hour, day of the month, month, day of the week.`)
  }
  if (!IANAZone.isValidZone(timeZone)) {
    throw new TimingRefused(`"${timeZone}" is no time zone; write one such as Europe/Berlin or UTC.`)
  }
  try {
    return CronExpressionParser.parse(cron, { currentDate: after, tz: timeZone }).next().toDate()
  } catch (error) {
    throw new TimingRefused(`"${cron}" is no cron expression: ${(error as Error).message}`)
  }
}

/**
 * @param moment - when something is due
 * @returns the same for people: `2026-11-24 22:00 UTC`
 */
export function plainMoment(moment: Date): string {
  return DateTime.fromJSDate(moment, { zone: 'utc' }).toFormat("yyyy-MM-dd HH:mm 'UTC'")
}
