import { Features, type FeatureDefinition, type FeatureSubject } from '@pydotorg/platform/features'

/** What one kind of read costs. */
export interface ReadCost {
  read: string
  /** Nanoseconds for one call of `isOn`, median of several rounds. */
  nanoseconds: number
}

const ROUNDS = 7
const READS = 1_000_000
/** Rules hash an id, which takes longer, so fewer reads are enough. */
const READS_BY_RULE = 50_000

function definition(key: string, requires: readonly string[]): FeatureDefinition {
  const plugin = key.split('.')[0] ?? key
  return { key, plugin, requires, summary: key, owner: 'bench', default: 'on', core: false }
}

/** A site of 200 plugins, each with a finer feature; some in a chain of requirements. */
function bigSite(): Features {
  const plugins = Array.from({ length: 200 }, (_, index) => `plugin_${index}`)
  const features = new Features(
    plugins.flatMap((name, index) => [
      definition(name, index > 0 && index < 6 ? [`plugin_${index - 1}`] : []),
      definition(`${name}.part`, [name]),
    ])
  )
  features.replace([
    { key: 'plugin_10', state: 'off', rules: {} },
    { key: 'plugin_11', state: 'on', rules: { users: [1, 2, 3] } },
    { key: 'plugin_12', state: 'on', rules: { percentage: 50 } },
  ])
  return features
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function cost(
  features: Features,
  key: string,
  { reads, subject }: { reads: number; subject?: FeatureSubject }
): number {
  let on = 0
  const rounds = Array.from({ length: ROUNDS }, () => {
    const begin = process.hrtime.bigint()
    for (let read = 0; read < reads; read += 1) if (features.isOn(key, subject)) on += 1
    return Number(process.hrtime.bigint() - begin) / reads
  })
  // Keeps the loop from being optimised away.
  if (on < 0) throw new Error('unreachable')
  return median(rounds)
}

/**
 * Measures what reading a feature from memory costs in a site of 200 plugins.
 *
 * @returns one line for each kind of read
 */
export function measureFeatureReads(): ReadCost[] {
  const features = bigSite()
  const plain = { reads: READS }
  return [
    { read: 'a plugin that is on', nanoseconds: cost(features, 'plugin_100', plain) },
    { read: 'a plugin that is off', nanoseconds: cost(features, 'plugin_10', plain) },
    { read: 'a finer feature below six plugins', nanoseconds: cost(features, 'plugin_5.part', plain) },
    { read: 'a key that nobody declares', nanoseconds: cost(features, 'unknown', plain) },
    {
      read: 'a rule by user',
      nanoseconds: cost(features, 'plugin_11', { reads: READS_BY_RULE, subject: { userId: 3 } }),
    },
    {
      read: 'a rule by percentage',
      nanoseconds: cost(features, 'plugin_12', { reads: READS_BY_RULE, subject: { visitorId: 'a-visitor' } }),
    },
  ]
}
