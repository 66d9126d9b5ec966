import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Infer } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import Banner from '#models/banner'
import { linkOfBanner } from '#services/link_of_banner'
import { keptBanners } from '#services/kept_banners'
import type { bannerChangeValidator, newBannerValidator } from '#validators/banner'

/** What staff write. */
export type NewBanner = Infer<typeof newBannerValidator>

/** What they change, and whether it is active. */
export type BannerChange = Infer<typeof bannerChangeValidator> & { isActive?: boolean }

/** More than a site needs; old ones are deleted. */
const MOST_BANNERS = 1_000

const UNIQUE_VIOLATION = '23505'

/**
 * Writes a banner, which nobody sees before it is activated.
 *
 * @param given - what it says
 * @param by - who writes it
 * @returns the banner
 * @throws E_VALIDATION_ERROR for a name that is taken, a link that leads nowhere, and a last day before the first
 * @example
 * await ctx.bouncer.with(BannerPolicy).authorize('edit')
 * await createBanner(await ctx.request.validateUsing(newBannerValidator), ctx)
 */
export async function createBanner(given: NewBanner, by: Author): Promise<Banner> {
  const link = await linkOfBanner(given.link)
  return written(async (trx) => {
    const [row] = await Banner.query({ client: trx }).count('* as total')
    if (Number(row?.$extras.total) >= MOST_BANNERS) {
      throw formError('name', `There are ${MOST_BANNERS} banners already; delete old ones first.`)
    }
    const banner = new Banner().useTransaction(trx).merge(columnsOf({ ...given, link }))
    await refuseBackwards(banner).save()
    await banner.refresh()
    await record({ banner, verb: 'create', by, after: banner.$attributes }, trx)
    return banner
  })
}

/**
 * @param id - of the banner
 * @param change - what is different from now on
 * @param by - who changes it
 * @returns the banner as it is now; a change that changes nothing leaves no entry in the audit log
 * @throws E_ROW_NOT_FOUND when it is gone; E_VALIDATION_ERROR as `createBanner`
 */
export async function changeBanner(id: number, change: BannerChange, by: Author): Promise<Banner> {
  const link = await linkOfBanner(change.link)
  return written(async (trx) => {
    const banner = await Banner.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    const before = { ...banner.$original }
    banner.merge(columnsOf({ ...change, link }))
    if (!banner.$isDirty) return banner
    await refuseBackwards(banner).save()
    await record({ banner, verb: verbOf(change), by, before, after: banner.$attributes }, trx)
    return banner
  })
}

/**
 * @param id - of the banner
 * @param by - who deletes it
 * @returns the banner as it was
 * @throws E_ROW_NOT_FOUND when it is gone already
 */
export function deleteBanner(id: number, by: Author): Promise<Banner> {
  return written(async (trx) => {
    const banner = await Banner.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await banner.delete()
    await record({ banner, verb: 'delete', by, before: banner.$attributes }, trx)
    return banner
  })
}

async function written(work: (trx: TransactionClientContract) => Promise<Banner>): Promise<Banner> {
  try {
    const banner = await db.transaction(work)
    await keptBanners.refresh()
    return banner
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw formError('name', 'Another banner has this name.', 'unique')
  }
}

function columnsOf({ startDate, endDate, ...columns }: BannerChange) {
  const days = { startDate: dayOf(startDate), endDate: dayOf(endDate) }
  // Lucid would take `undefined` for a value.
  return Object.fromEntries(Object.entries({ ...columns, ...days }).filter(([, value]) => value !== undefined))
}

function dayOf(day: string | null | undefined): DateTime | null | undefined {
  return typeof day === 'string' ? DateTime.fromISO(day, { zone: 'utc' }) : day
}

function refuseBackwards(banner: Banner): Banner {
  const { startDate, endDate } = banner
  if (!startDate || !endDate || endDate >= startDate) return banner
  throw formError('endDate', 'The last day cannot be before the first.', 'order')
}

interface Change {
  banner: Banner
  verb: 'create' | 'update' | 'activate' | 'deactivate' | 'delete'
  by: Author
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

async function record({ banner, verb, ...change }: Change, trx: TransactionClientContract): Promise<void> {
  const audit = await app.container.make(AuditLog)
  const subject = { type: 'banner', id: banner.id, label: banner.name }
  await audit.record({ ...change, action: `banners.banner.${verb}`, subject }, trx)
}

function verbOf({ isActive }: BannerChange): Change['verb'] {
  if (isActive === undefined) return 'update'
  return isActive ? 'activate' : 'deactivate'
}
