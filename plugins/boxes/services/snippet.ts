import app from '@adonisjs/core/services/app'
import { Contracts } from '@pydotorg/platform/contracts'
import Boxes from '#contracts/boxes'

/**
 * @param label - of a box
 * @returns its HTML; empty without one
 */
export default async function snippet(label: string): Promise<string> {
  const boxes = await (await app.container.make(Contracts)).optional(Boxes)
  return (await boxes?.html(label)) ?? ''
}
