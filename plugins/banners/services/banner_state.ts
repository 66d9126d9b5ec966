import { DateTime } from 'luxon'
import type Banner from '#models/banner'

/**
 * @param banner - any banner
 * @returns what staff want to know first: whether people see it, or since when or until when
 */
export function bannerState({ isActive, startDate, endDate }: Banner): string {
  if (!isActive) return 'inactive'
  const today = DateTime.utc().startOf('day')
  if (endDate && endDate < today) return `over since ${endDate.toISODate()}`
  if (startDate && startDate > today) return `from ${startDate.toISODate()}`
  return endDate ? `shown until ${endDate.toISODate()}` : 'shown'
}
