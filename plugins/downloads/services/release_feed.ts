import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'

/** A release as the feed tells of it. */
export interface FedRelease {
  name: string
  slug: string
  releaseDate: Date
}

/** python.org's feed has ten items. */
const ITEMS = 10

/** @returns the newest published releases, hidden ones and pre-releases included */
export async function releasesForFeed(): Promise<FedRelease[]> {
  return db
    .from('downloads_releases')
    .select('name', 'slug', 'release_date as releaseDate')
    .where('is_published', true)
    .orderBy('release_date', 'desc')
    .orderBy('id', 'desc')
    .limit(ITEMS)
}

/**
 * Writes RSS 2.0 in the very form python.org's feed has had for years: scripts read it with regular expressions.
 *
 * @param releases - newest first
 * @param siteUrl - public address without a slash at its end
 */
export function releaseFeed(releases: readonly FedRelease[], siteUrl: string): string {
  const newest = releases[0]?.releaseDate
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>' +
    element('title', 'Python Releases') +
    element('link', `${siteUrl}/downloads/`) +
    element('description', 'Latest Python releases from Python.org') +
    `<atom:link href="${escapeXml(`${siteUrl}/downloads/feed.rss`)}" rel="self"></atom:link>` +
    element('language', 'en-us') +
    element('lastBuildDate', mailDate(newest ?? new Date())) +
    releases.map((release) => item(release, siteUrl)).join('') +
    '</channel></rss>'
  )
}

function item({ name, slug, releaseDate }: FedRelease, siteUrl: string): string {
  const url = `${siteUrl}/downloads/release/${slug}/`
  return (
    '<item>' +
    element('title', name) +
    element('link', url) +
    element('description', `Release date: ${isoWithZone(releaseDate)}`) +
    element('pubDate', mailDate(releaseDate)) +
    element('guid', url) +
    '</item>'
  )
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** RFC 822, as mails have it. */
function mailDate(date: Date): string {
  return DateTime.fromJSDate(date, { zone: 'utc' }).toRFC2822() ?? ''
}

/** As Python prints a moment: `2025-10-07 00:00:00+00:00`. */
function isoWithZone(date: Date): string {
  const moment = DateTime.fromJSDate(date, { zone: 'utc' })
  return moment.toFormat(moment.millisecond ? "yyyy-MM-dd HH:mm:ss.SSS'000+00:00'" : "yyyy-MM-dd HH:mm:ss'+00:00'")
}
