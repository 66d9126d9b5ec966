import { Contracts, type ContractProvision } from '@pydotorg/platform/contracts'
import { PluginLoadError } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { plugin, Switchboard } from '../plugins/plugins_in_memory.js'

abstract class SponsorDirectory {
  abstract names(): string[]
}

class StoredSponsors extends SponsorDirectory {
  static made = 0

  constructor() {
    super()
    StoredSponsors.made++
  }

  names(): string[] {
    return ['Acme']
  }
}

const gives: ContractProvision = {
  contract: async () => ({ default: SponsorDirectory }),
  implementation: async () => ({ default: StoredSponsors }),
}

async function site(provides: readonly ContractProvision[] = [gives]) {
  const board = new Switchboard([plugin('sponsors', { provides }), plugin('banners', { uses: ['sponsors'] })])
  const contracts = new Contracts(board.features)
  for (const each of board.registry.all()) await contracts.provide(each)
  return { board, contracts }
}

test.group('Contracts', () => {
  test('give the implementation of a plugin that is on', async ({ assert }) => {
    const { contracts } = await site()
    assert.deepEqual((await contracts.get(SponsorDirectory)).names(), ['Acme'])
    assert.deepEqual((await contracts.optional(SponsorDirectory))?.names(), ['Acme'])
  })

  test('make an implementation once, also when two ask at the same time', async ({ assert }) => {
    const { contracts } = await site()
    const before = StoredSponsors.made
    const [first, second] = await Promise.all([contracts.get(SponsorDirectory), contracts.optional(SponsorDirectory)])
    assert.strictEqual(first, second)
    assert.strictEqual(first, await contracts.get(SponsorDirectory))
    assert.equal(StoredSponsors.made - before, 1)
  })

  test('import no implementation before somebody asks', async ({ assert }) => {
    const { contracts } = await site([
      {
        ...gives,
        implementation: () => {
          throw new Error('imported too early')
        },
      },
    ])
    await assert.rejects(() => contracts.get(SponsorDirectory), 'imported too early')
  })

  test('answer null, or refuse, while the plugin is {$self}')
    .with(['off', 'maintenance'] as const)
    .run(async ({ assert }, state) => {
      const { board, contracts } = await site()
      board.turn('sponsors', state)
      assert.isNull(await contracts.optional(SponsorDirectory))
      await assert.rejects(
        () => contracts.get(SponsorDirectory),
        'No plugin that is switched on provides SponsorDirectory. Put the plugin that owns it into "requires", ' +
          'or ask with optional() and do without it.'
      )
    })

  test('come back with their plugin, the same instance', async ({ assert }) => {
    const { board, contracts } = await site()
    const before = await contracts.get(SponsorDirectory)
    board.turn('sponsors', 'off')
    board.turn('sponsors', 'on')
    assert.strictEqual(await contracts.get(SponsorDirectory), before)
  })

  test('answer null when no plugin gives them', async ({ assert }) => {
    const { contracts } = await site([])
    assert.isNull(await contracts.optional(SponsorDirectory))
    await assert.rejects(() => contracts.get(SponsorDirectory), /provides SponsorDirectory/)
  })

  test('refuse a second giver, and name both', async ({ assert }) => {
    const { contracts } = await site()
    const second = plugin('patrons', { provides: [gives] })
    const error = await contracts.provide(second).catch((thrown: unknown) => thrown)
    assert.instanceOf(error, PluginLoadError)
    assert.equal(
      String(error),
      'PluginLoadError: Plugin "patrons" provides SponsorDirectory, which plugin "sponsors" provides already; one must go.'
    )
    assert.deepEqual((await contracts.get(SponsorDirectory)).names(), ['Acme'])
  })

  test('take nothing from a plugin of which one contract cannot be imported', async ({ assert }) => {
    const { contracts } = await site([])
    const broken: ContractProvision = { ...gives, contract: () => Promise.reject(new Error('out of cheese')) }
    await assert.rejects(() => contracts.provide(plugin('patrons', { provides: [gives, broken] })), 'out of cheese')
    assert.isNull(await contracts.optional(SponsorDirectory))
  })

  test('try again after an implementation could not be made', async ({ assert }) => {
    let attempts = 0
    const { contracts } = await site([
      {
        ...gives,
        implementation: async () => {
          attempts++
          if (attempts === 1) throw new Error('no connection')
          return { default: StoredSponsors }
        },
      },
    ])
    await assert.rejects(() => contracts.get(SponsorDirectory), 'no connection')
    assert.deepEqual((await contracts.get(SponsorDirectory)).names(), ['Acme'])
  })
})
