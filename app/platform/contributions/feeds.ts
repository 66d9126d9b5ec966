/** A feed that pages announce in their head. */
export interface FeedLink {
  title: string
  /** A path of this site, e.g. `/downloads/feed.rss`. */
  href: string
  type: 'application/rss+xml' | 'application/atom+xml'
}
