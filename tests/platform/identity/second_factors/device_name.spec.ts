import { test } from '@japa/runner'
import { deviceName } from '@pydotorg/platform/identity/second_factors/device_name'

const MOZILLA = 'Mozilla/5.0'
const BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0'

test.group('deviceName', () => {
  test('calls it {0}')
    .with([
      ['Firefox on Windows', `${MOZILLA} (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0`],
      ['Chrome on Android', `${MOZILLA} (Linux; Android 10; K) ${BLINK} Mobile Safari/537.36`],
      ['Edge on Windows', `${MOZILLA} (Windows NT 10.0; Win64; x64) ${BLINK} Safari/537.36 Edg/142.0.0.0`],
      ['Safari on macOS', `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/19.0 Safari/605.1.15`],
      ['Chrome on iPhone', `${MOZILLA} (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/142.0 Mobile Safari/604.1`],
      ['A browser', 'curl/8.5.0'],
      ['A browser', ''],
    ] as const)
    .run(({ assert }, [name, userAgent]) => {
      assert.equal(deviceName(userAgent), name)
    })
})
