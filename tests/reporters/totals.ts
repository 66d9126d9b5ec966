import { writeFileSync } from 'node:fs'
import type { PluginFn } from '@japa/runner/types'

/**
 * Writes the totals of a run to the file that TEST_TOTALS_FILE names, for
 * `npm test`. A plugin and not a reporter, because `--reporters` on the command
 * line replaces the reporters and must not take the totals with it.
 *
 * @example
 * export const plugins = [assert(), reportTotals()]
 */
export function reportTotals(): PluginFn {
  return ({ emitter, runner }) => {
    const path = process.env.TEST_TOTALS_FILE
    if (!path) return
    emitter.on('runner:end', () => {
      const { aggregates } = runner.getSummary()
      const { passed, failed, regression, skipped, todo } = aggregates
      // "regression": a test marked as failing that failed, as it should.
      writeFileSync(path, JSON.stringify({ passed: passed + regression, failed, skipped: skipped + todo }))
    })
  }
}
