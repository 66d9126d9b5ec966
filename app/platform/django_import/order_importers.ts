import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import type { DjangoImporter } from './django_importer.js'

/**
 * @param importers - in any order
 * @returns each after those whose rows it needs
 * @throws OperatorMistake when two take one model, or when they wait for each other
 */
export function orderImporters(importers: readonly DjangoImporter[]): DjangoImporter[] {
  const byModel = new Map<string, DjangoImporter>()
  for (const importer of importers) {
    for (const model of importer.models) {
      if (byModel.has(model)) throw new OperatorMistake(`Two plugins take ${model}. Remove one of them.`)
      byModel.set(model, importer)
    }
  }
  const ordered = new Set<DjangoImporter>()
  const enter = (importer: DjangoImporter, waiting: readonly DjangoImporter[]): void => {
    if (ordered.has(importer)) return
    if (waiting.includes(importer)) {
      const circle = [...waiting, importer].map(({ models }) => models[0]).join(', ')
      throw new OperatorMistake(`These models wait for each other: ${circle}.`)
    }
    for (const model of importer.after ?? []) {
      const needed = byModel.get(model)
      if (needed && needed !== importer) enter(needed, [...waiting, importer])
    }
    ordered.add(importer)
  }
  for (const importer of importers) enter(importer, [])
  return [...ordered]
}
