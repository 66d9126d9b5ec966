import { writeFileSync } from 'node:fs'
import type { PluginFn, RunnerSummary } from '@japa/runner/types'

type Failures = RunnerSummary['failureTree'][number]
type Failed = Failures | Failures['children'][number]

/**
 * Writes the totals of a run, and what failed in it, to the file that TEST_TOTALS_FILE names, for
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
      const { aggregates, failureTree } = runner.getSummary()
      const { passed, failed, regression, skipped, todo } = aggregates
      // "regression": a test marked as failing that failed, as it should.
      writeFileSync(
        path,
        JSON.stringify({
          passed: passed + regression,
          failed,
          skipped: skipped + todo,
          failures: failureTree.flatMap((suite) => failuresOf(suite, [])),
        })
      )
    })
  }
}

/** A line for each error: where it was, and the first line of what it says. */
function failuresOf(node: Failed, above: readonly string[]): string[] {
  const path = [...above, node.type === 'test' ? node.title : node.name]
  const own = node.errors.map(
    ({ phase, error }) => `${path.join(' / ')} (${phase}): ${String(error?.message ?? error).split('\n')[0]}`
  )
  const below = 'children' in node ? node.children.flatMap((child) => failuresOf(child, path)) : []
  return [...own, ...below]
}
