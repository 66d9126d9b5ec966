import { test } from '@japa/runner'
import { barChart, lineChart } from '@pydotorg/platform/charts'

test.group('Charts', () => {
  test('measure bars by the longest', ({ assert }) => {
    const { bars } = barChart([
      { label: 'a', value: 30 },
      { label: 'b', value: 90 },
      { label: 'c', value: 0 },
    ])
    assert.deepEqual(
      bars.map(({ length }) => length),
      [33.3, 100, 0]
    )
  })

  test('draw nothing out of nothing', ({ assert }) => {
    assert.deepEqual(barChart([]).bars, [])
    assert.deepEqual(barChart([{ label: 'a', value: 0 }]).bars, [{ label: 'a', value: 0, length: 0 }])
    assert.equal(lineChart([], [{ name: 'a', values: [] }]).lines[0]?.path, '')
  })

  test('go up in round steps to above the highest value', ({ assert }) => {
    const stepsTo = (value: number) =>
      lineChart(['a'], [{ name: 'x', values: [value] }]).steps.map((step) => step.value)
    assert.deepEqual(stepsTo(530), [0, 200, 400, 600])
    assert.deepEqual(stepsTo(4), [0, 1, 2, 3, 4])
    assert.deepEqual(stepsTo(0.5), [0, 0.5, 1])
  })

  test('know no half of what is counted', ({ assert }) => {
    const stepsTo = (value: number) =>
      lineChart(['a'], [{ name: 'x', values: [0, value] }]).steps.map((step) => step.value)
    assert.deepEqual(stepsTo(0), [0, 1])
    assert.deepEqual(stepsTo(1), [0, 1])
    assert.deepEqual(stepsTo(3), [0, 1, 2, 3])
  })

  test('break a line where a value is missing', ({ assert }) => {
    const [line] = lineChart(['a', 'b', 'c', 'd'], [{ name: 'x', values: [1, null, 1, 2] }]).lines
    assert.match(line?.path ?? '', /^M[\d.]+ [\d.]+M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/)
  })

  test('leave out labels that there is no room for', ({ assert }) => {
    const labels = Array.from({ length: 30 }, (_, index) => String(index))
    assert.deepEqual(
      lineChart(labels, []).labels.map(({ text }) => text),
      ['0', '5', '10', '15', '20', '25']
    )
  })
})
