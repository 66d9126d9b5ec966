import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Features } from '@pydotorg/platform/features'
import { Group } from '@pydotorg/platform/identity'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { lookFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { at, prove, signInStaff } from './operator.js'

const FINER = 'user_groups.proposals'
const PAGE = `/admin/features/${FINER}/`

test.group('Rules and flags in the hands of an operator', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const features = await app.container.make(Features)
    const definitions = features.definitions()
    return () => {
      features.replace([])
      features.redefine(definitions, [])
    }
  })

  test('rules by user, group, percentage and time are edited, and tried on people', async ({
    browserContext,
    assert,
  }) => {
    await signInStaff(browserContext, 'platform.switch_features')
    const [friend, member, other] = await UserFactory.createMany(3)
    const testers = await Group.create({ name: 'testers' })
    await db.table('group_members').insert({ group_id: testers.id, user_id: member!.id })
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    const ask = async (who: string, answer: RegExp) => {
      await page.getByLabel('Username, e-mail address or id').fill(who)
      await page.getByRole('button', { name: 'Try' }).click()
      await page.getByRole('status').filter({ hasText: answer }).waitFor()
    }
    const save = async (fields: Record<string, string>) => {
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
      await page.getByRole('button', { name: 'Save the rules' }).click()
    }
    await page.goto(at(PAGE))
    await ask(friend!.username, /Yes: for\s[\s\S]*there are no rules/)
    await save({ Users: String(friend!.id), Groups: 'testers', Percentage: '0', Why: 'Friends first.' })
    await prove(page)
    // Nothing that was typed is lost to the question.
    assert.equal(await page.getByLabel('Users').inputValue(), String(friend!.id))
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `The rules of ${FINER} are changed.` })
      .waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    await ask(friend!.email, /Yes: for\s[\s\S]*the account is named in the rules/)
    await ask(String(member!.id), /Yes: for\s[\s\S]*one of the account's groups is named: testers/)
    await ask(other!.username, /No: for\s[\s\S]*no rule lets this person in/)
    assert.deepEqual(await lookFlaws(page), [])
    await ask('nobody-at-all', /There is no account\s+nobody-at-all/)

    await save({ Percentage: '101', Why: 'Everybody.' })
    // Not what helps to fill the field, which says "From 0 to 100" before, too.
    await page.getByText('must be a number from 0 to 100').first().waitFor()
    assert.equal(await page.getByLabel('Percentage').inputValue(), '101')
    await save({ 'Percentage': '99.999', 'On until': '2020-01-01T10:00', 'Why': 'It is over.' })
    await page.getByRole('status').filter({ hasText: 'are changed' }).waitFor()
    await ask(other!.username, /No: for\s[\s\S]*its time window is not open now/)
    await save({ 'On until': '', 'Why': 'For all.' })
    await page.getByRole('status').filter({ hasText: 'are changed' }).waitFor()
    await ask(other!.username, /Yes: for\s[\s\S]*within the percentage/)
    assert.deepEqual(watch.complaints, [])
  })

  test('flags that are expired, undeclared or unread are pointed out', async ({ browserContext, assert }) => {
    const features = await app.container.make(Features)
    const expired = features.definitions().map((one) => (one.key === FINER ? { ...one, expires: '2020-06-30' } : one))
    features.redefine([...expired], [])
    features.replace([{ key: 'gone.feature', state: 'on', rules: {} }])
    await signInStaff(browserContext, 'platform.switch_features')
    const page = await browserContext.newPage()
    await page.goto(at('/admin/features/'))
    const odd = page.getByRole('listitem')
    await odd.filter({ hasText: `${FINER}: should have been gone from the code since 2020-06-30` }).waitFor()
    await odd.filter({ hasText: 'gone.feature: no plugin declares it' }).waitFor()
    await page.getByText(/^Not asked for since this process started: \d+$/).click()
    assert.deepEqual(await lookFlaws(page), [])
    await page.getByRole('link', { name: FINER }).first().click()
    await page.getByRole('heading', { name: FINER, level: 1 }).waitFor()
    await page.getByText('should have been gone from the code since 2020-06-30').waitFor()
    await page.goto(at('/admin/features/gone.feature/'))
    await page.getByText('Nobody declares it, so there is nothing to switch.').waitFor()
  })

  test('a plugin that could not be loaded stands above the others, with its error', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const loaded = (await app.container.make(PluginRegistry)).all()
    const failure = { name: 'kennel', packageName: '@example/kennel', error: new Error('It misses its key.') }
    app.container.swap(PluginRegistry, () => new PluginRegistry(app.makePath(), loaded, [failure]))
    cleanup(() => app.container.restore(PluginRegistry))
    await signInStaff(browserContext, 'platform.switch_features')
    const page = await browserContext.newPage()
    await page.goto(at('/admin/plugins/'))
    const alert = page.getByRole('listitem').filter({ hasText: 'kennel (@example/kennel): It misses its key.' })
    await alert.waitFor()
    await page.getByText('One plugin could not be loaded').waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    const parent = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Accounts', exact: true }) })
    await parent.getByText('social_sign_in').waitFor()
  })
})
