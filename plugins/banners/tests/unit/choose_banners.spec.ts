import { test } from '@japa/runner'
import { chooseBanners, type ActiveBanner, type Occasion } from '#services/choose_banners'

const banner = (says: Partial<ActiveBanner> = {}): ActiveBanner => ({
  id: 1,
  title: 'Title',
  message: 'Message',
  link: null,
  linkText: null,
  bannerType: 'info',
  target: 'frontend',
  paths: [],
  isDismissible: true,
  isSitewide: false,
  startDate: null,
  endDate: null,
  revision: 0,
  ...says,
})

const occasion = (says: Partial<Occasion> = {}): Occasion => {
  return { target: 'frontend', path: '/downloads/', today: '2026-04-23', ...says }
}

const isShown = (says: Partial<ActiveBanner>, on: Partial<Occasion> = {}): boolean => {
  return chooseBanners([banner(says)], occasion(on)).length === 1
}

test.group('Where a banner is shown', () => {
  test('paths {paths} on {path}: {expected}')
    .with([
      { paths: [], path: '/anything/', expected: true },
      { paths: ['/psf'], path: '/psf', expected: true },
      { paths: ['/psf'], path: '/psf/members/', expected: true },
      { paths: ['/psf/'], path: '/psf', expected: true },
      { paths: ['/psf'], path: '/psforum/', expected: false },
      { paths: ['/'], path: '/', expected: true },
      { paths: ['/'], path: '/downloads/', expected: false },
      { paths: ['/', '/downloads'], path: '/downloads/windows/', expected: true },
    ])
    .run(({ assert }, { paths, path, expected }) => assert.equal(isShown({ paths }, { path }), expected))

  test('to its target, and to both when it is for the whole site', ({ assert }) => {
    assert.isFalse(isShown({ target: 'api' }))
    assert.isTrue(isShown({ target: 'api', isSitewide: true }))
    assert.isTrue(isShown({ target: 'api' }, { target: 'api', path: '/api/v2/downloads/os/' }))
  })

  test('from {startDate} until {endDate}, both included: {expected}')
    .with([
      { startDate: null, endDate: null, expected: true },
      { startDate: '2026-04-23', endDate: '2026-04-23', expected: true },
      { startDate: '2026-04-24', endDate: null, expected: false },
      { startDate: null, endDate: '2026-04-22', expected: false },
      { startDate: '2025-12-31', endDate: '2027-01-01', expected: true },
    ])
    .run(({ assert }, { startDate, endDate, expected }) => assert.equal(isShown({ startDate, endDate }), expected))

  test('what matters more comes first, then what is more about the path, then the newer one', ({ assert }) => {
    const banners = [
      banner({ id: 1, paths: ['/downloads/windows'] }),
      banner({ id: 2 }),
      banner({ id: 3 }),
      banner({ id: 4, bannerType: 'warning' }),
      banner({ id: 5, bannerType: 'error', paths: ['/psf'] }),
    ]
    const ids = chooseBanners(banners, occasion({ path: '/downloads/windows/' })).map(({ id }) => id)
    assert.deepEqual(ids, [4, 1, 3, 2])
  })
})
