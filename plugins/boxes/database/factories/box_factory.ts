import factory from '@adonisjs/lucid/factories'
import Box from '#models/box'

let made = 0

/**
 * A box in HTML.
 *
 * @example
 * const box = await BoxFactory.merge({ label: 'widget-about' }).create()
 */
export const BoxFactory = factory
  .define(Box, () => {
    made += 1
    return { label: `box-${made}`, content: `<p>Box ${made}</p>`, contentMarkupType: 'html' as const }
  })
  .build()
