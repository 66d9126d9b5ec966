import factory from '@adonisjs/lucid/factories'
import OperatingSystem from '#models/operating_system'
import fixedSystems from '../data/operating_systems.json' with { type: 'json' }

let made = 0

/** A system that python.org does not have; the real ones come by `createFixedSystems`. */
export const OperatingSystemFactory = factory
  .define(OperatingSystem, () => {
    made += 1
    return { name: `System ${made}`, slug: `system-${made}` }
  })
  .build()

/**
 * The five systems with the ids that clients of python.org's API rely on: 1 Windows, 2 macOS, 3 source, 4 Android,
 * 5 iOS.
 *
 * @returns the rows by slug, e.g. `systems.windows`
 */
export async function createFixedSystems(): Promise<
  Record<'windows' | 'macos' | 'source' | 'android' | 'ios', OperatingSystem>
> {
  const rows = await OperatingSystem.updateOrCreateMany('id', fixedSystems)
  const bySlug = (slug: string) => rows.find((row) => row.slug === slug)!
  return {
    windows: bySlug('windows'),
    macos: bySlug('macos'),
    source: bySlug('source'),
    android: bySlug('android'),
    ios: bySlug('ios'),
  }
}
