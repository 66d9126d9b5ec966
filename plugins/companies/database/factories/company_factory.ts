import factory from '@adonisjs/lucid/factories'
import Company from '#models/company'

let made = 0

/**
 * A company with a site of its own.
 *
 * @example
 * const company = await CompanyFactory.merge({ name: 'Example Works' }).create()
 */
export const CompanyFactory = factory
  .define(Company, () => {
    made += 1
    return { name: `Company ${made}`, url: `https://company${made}.example.org/`, about: '' }
  })
  .build()
