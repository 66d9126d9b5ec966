import Box from '#models/box'

const SIZE = 100

/** Which boxes staff look at. */
export interface BoxSearch {
  /** Part of a label; empty for all. */
  q?: string
  page?: number
}

/** A box in a list. */
export interface ListedBox {
  label: string
  contentMarkupType: string
  /** Characters that were written. */
  length: number
  /** A day, in UTC. */
  updatedAt: string
}

/**
 * @param search - which boxes
 * @returns a page of them by label, without their texts
 */
export async function boxPage({ q = '', page = 1 }: BoxSearch) {
  const query = Box.query()
    .select('label', 'content_markup_type', 'updated_at')
    .select(Box.query().client.raw('length(content) as length'))
    .orderBy('label')
  if (q.trim()) query.whereILike('label', `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`)
  const found = await query.paginate(page, SIZE)
  const rows = found.all().map(({ label, contentMarkupType, updatedAt, $extras }): ListedBox => ({
    label,
    contentMarkupType,
    length: Number($extras.length),
    updatedAt: updatedAt.toUTC().toISODate() ?? '',
  }))
  return { rows, total: found.total, lastPage: found.lastPage }
}
