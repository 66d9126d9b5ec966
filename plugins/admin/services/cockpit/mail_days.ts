const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** @returns since when mails are counted: all of a year would take long on a page that is looked at often */
export function recently(): Date {
  return new Date(Date.now() - WEEK_MS)
}
