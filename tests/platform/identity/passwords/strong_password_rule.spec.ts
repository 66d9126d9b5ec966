import vine, { errors } from '@vinejs/vine'
import { test } from '@japa/runner'
import { strongPassword } from '@pydotorg/platform/identity/passwords'

const signUp = vine.create({
  username: vine.string(),
  email: vine.string().email(),
  first_name: vine.string().optional(),
  password: vine.string().use(strongPassword()),
})

const newPassword = vine
  .withMetaData<{ user: { username: string; email: string } }>()
  .create({ password: vine.string().use(strongPassword()) })

/** The messages that a form would show. */
async function complaints(validation: Promise<unknown>): Promise<object[]> {
  try {
    await validation
    return []
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) return error.messages as object[]
    throw error
  }
}

test.group('strongPassword', () => {
  test('lets a good password pass as it was typed', async ({ assert }) => {
    const form = { username: 'ada', email: 'ada@engines.example', password: ' kilo marsh  tulip ' }
    assert.equal((await signUp.validate(form)).password, ' kilo marsh  tulip ')
  })

  test('reports at the field, with what to do', async ({ assert }) => {
    const form = { username: 'ada', email: 'ada@engines.example', password: 'iloveyou' }
    const [complaint, ...more] = await complaints(signUp.validate(form))
    assert.deepInclude(complaint, { field: 'password', rule: 'strongPassword' })
    assert.match((complaint as { message: string }).message, /^Many people have this password/)
    assert.lengthOf(more, 0)
  })

  test('holds it against the other fields of the form', async ({ assert }) => {
    const form = { username: 'vroomfondel', email: 'v@example.org', password: 'vroomfondel42' }
    const [complaint] = await complaints(signUp.validate(form))
    assert.match((complaint as { message: string }).message, /built on your name/)
    assert.lengthOf(await complaints(signUp.validate({ ...form, username: 'majikthise' })), 0)
  })

  test('holds it against the person whom the validator was given', async ({ assert }) => {
    const form = { password: 'vroomfondel42' }
    const own = { meta: { user: { username: 'vroomfondel', email: 'v@example.org' } } }
    const others = { meta: { user: { username: 'majikthise', email: 'm@example.org' } } }
    assert.lengthOf(await complaints(newPassword.validate(form, own)), 1)
    assert.lengthOf(await complaints(newPassword.validate(form, others)), 0)
  })

  test('stays silent when the field is no text, which another rule tells', async ({ assert }) => {
    const found = await complaints(signUp.validate({ username: 'ada', email: 'ada@engines.example', password: 7 }))
    assert.deepEqual(
      found.map((complaint) => (complaint as { rule: string }).rule),
      ['string']
    )
  })
})
