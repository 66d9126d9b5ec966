import type { DjangoImporter } from '@pydotorg/platform/django_import'
import { MembershipImporter, MODEL, placeOf } from '#services/import/membership_importer'

/** Memberships of a dump that holds other things too; `memberships:import` reads them alone, by the same rules. */
const importer: DjangoImporter = {
  models: [MODEL],
  after: ['users.user'],
  async take(rows, report) {
    const { created, updated, unchanged, kept, bad } = await new MembershipImporter().run({
      rows: [...rows],
      unreadable: [],
    })
    const counts = { added: created, changed: updated, unchanged: unchanged + kept.length } as const
    for (const [what, count] of Object.entries(counts) as [keyof typeof counts, number][]) {
      for (let noted = 0; noted < count; noted += 1) report.note({ model: MODEL }, what)
    }
    const byPlace = new Map(rows.map((row) => [placeOf(row), row]))
    for (const { place, reason } of bad) report.complain(byPlace.get(place)!, 'skipped', reason)
  },
}

export default importer
