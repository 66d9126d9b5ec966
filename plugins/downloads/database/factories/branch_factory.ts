import factory from '@adonisjs/lucid/factories'
import { DateTime } from 'luxon'
import Branch from '#models/branch'

let made = 0

/** A branch that gets bug fixes, named 4.1, 4.2, …; states `security`, `prerelease` and `endOfLife`. */
export const BranchFactory = factory
  .define(Branch, () => {
    made += 1
    return {
      name: `4.${made}`,
      status: 'bugfix' as const,
      pep: 9000 + made,
      releaseManager: 'Ada Lovelace',
      startOfDevelopment: DateTime.utc(2024, 5, 8),
      featureFreeze: DateTime.utc(2025, 5, 6),
      firstRelease: DateTime.utc(2025, 10, 7),
      endOfBugfix: DateTime.utc(2027, 10, 7),
      endOfLife: DateTime.utc(2030, 10, 1),
    }
  })
  .state('security', (branch) => {
    branch.status = 'security'
    branch.endOfBugfix = DateTime.utc(2025, 4, 8)
  })
  .state('prerelease', (branch) => {
    branch.status = 'prerelease'
    branch.firstRelease = DateTime.utc(2099, 10, 1)
  })
  .state('endOfLife', (branch) => {
    branch.status = 'end-of-life'
    branch.endOfLife = DateTime.utc(2025, 10, 31)
  })
  .build()
