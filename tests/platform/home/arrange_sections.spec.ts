import { test } from '@japa/runner'
import { arrangeSections, type SectionDecision } from '../../../app/platform/home/arrange_sections.js'

const sections = [10, 20, 30].map((weight) => ({ key: `pets.${weight}`, weight }))

function arranged(decisions: readonly SectionDecision[], given = sections): string[] {
  return arrangeSections(given, decisions).map(({ weight, isHidden }) => `${weight}${isHidden ? ' hidden' : ''}`)
}

test.group('arrangeSections', () => {
  test('leaves sections by weight while nobody decided', ({ assert }) => {
    assert.deepEqual(arranged([]), ['10', '20', '30'])
  })

  test('follows positions, and knows what is hidden', ({ assert }) => {
    const decisions = [
      { key: 'pets.30', position: 1, isHidden: false },
      { key: 'pets.10', position: 2, isHidden: true },
      { key: 'pets.20', position: 3, isHidden: false },
    ]
    assert.deepEqual(arranged(decisions), ['30', '10 hidden', '20'])
  })

  test('puts a section that staff never saw before the first heavier one, else last', ({ assert }) => {
    const decisions = [
      { key: 'pets.30', position: 1, isHidden: false },
      { key: 'pets.10', position: 2, isHidden: false },
    ]
    assert.deepEqual(arranged(decisions), ['20', '30', '10'])
    assert.deepEqual(arranged(decisions, [...sections, { key: 'pets.40', weight: 40 }]), ['20', '30', '10', '40'])
  })

  test('hides without moving, and forgets about sections that are gone', ({ assert }) => {
    const decisions = [
      { key: 'pets.20', position: null, isHidden: true },
      { key: 'cars.1', position: 1, isHidden: false },
    ]
    assert.deepEqual(arranged(decisions), ['10', '20 hidden', '30'])
  })
})
