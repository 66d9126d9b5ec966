import type { HttpRouterService } from '@adonisjs/core/types'
import { signedIn, sudo, withSession } from '@pydotorg/platform/identity'
import { tokenHolder } from '@pydotorg/platform/identity/access_tokens'
import { rateLimit } from '@pydotorg/platform/rate_limits'

const AccessTokens = () => import('#controllers/access_tokens_controller')
const AccountApi = () => import('#controllers/account_api_controller')
const AccountDeletions = () => import('#controllers/account_deletions_controller')
const ApiKeys = () => import('#controllers/api_keys_controller')
const AuthenticatorApps = () => import('#controllers/authenticator_apps_controller')
const OpenSessions = () => import('#controllers/open_sessions_controller')
const OtherSessions = () => import('#controllers/other_sessions_controller')
const PasskeyOptions = () => import('#controllers/passkey_options_controller')
const PasskeySignIns = () => import('#controllers/passkey_sign_ins_controller')
const Passkeys = () => import('#controllers/passkeys_controller')
const PersonalData = () => import('#controllers/personal_data_controller')
const ProofLinks = () => import('#controllers/proof_links_controller')
const Proofs = () => import('#controllers/proofs_controller')
const RecoveryCodes = () => import('#controllers/recovery_codes_controller')
const SecondSteps = () => import('#controllers/second_steps_controller')
const Security = () => import('#controllers/security_controller')
const TrustedDevices = () => import('#controllers/trusted_devices_controller')

/** As far as PostgreSQL's integers go, and a little less. */
const ID = /^\d{1,9}$/
const KEY = /^[\w-]{1,64}$/
const USERNAME = /^[-a-zA-Z0-9_@.+]{1,150}$/

/** The pages by which people protect their account, below `/accounts/` all but two. */
export function securityRoutes(router: HttpRouterService): void {
  proofs(router)
  secondStep(router)
  passkeys(router)
  sessions(router)
  tokens(router)
  ownData(router)
}

function proofs(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Proofs, 'create']).as('proofs.create')
      router.post('/', [Proofs, 'store']).as('proofs.store').use(rateLimit('critical'))
      router.post('/link/', [ProofLinks, 'store']).as('proof_links.store').use(rateLimit('critical'))
      router.get('/link/:key/', [ProofLinks, 'edit']).where('key', KEY).as('proof_links.edit')
      router.post('/link/:key/', [ProofLinks, 'update']).where('key', KEY).as('proof_links.update')
    })
    .prefix('/accounts/confirm')
    .as('accounts')
    .use(signedIn())
}

function secondStep(router: HttpRouterService): void {
  router.get('/accounts/two-factor/', [SecondSteps, 'create']).as('accounts.second_steps.create').use(withSession())
  router
    .post('/accounts/two-factor/', [SecondSteps, 'store'])
    .as('accounts.second_steps.store')
    .use([withSession(), rateLimit('critical')])
  router.get('/accounts/security/', [Security, 'index']).as('accounts.security.index').use(signedIn())
  router
    .group(() => {
      router.get('/authenticator/', [AuthenticatorApps, 'create']).as('authenticator_apps.create').use(sudo())
      router.post('/authenticator/', [AuthenticatorApps, 'store']).as('authenticator_apps.store').use(sudo())
      router.post('/authenticator/off/', [AuthenticatorApps, 'destroy']).as('authenticator_apps.destroy').use(sudo())
      router.get('/recovery-codes/', [RecoveryCodes, 'index']).as('recovery_codes.index').use(signedIn())
      router.post('/recovery-codes/', [RecoveryCodes, 'store']).as('recovery_codes.store').use(sudo())
      router
        .post('/devices/:id/remove/', [TrustedDevices, 'destroy'])
        .where('id', ID)
        .as('trusted_devices.destroy')
        .use(signedIn())
    })
    .prefix('/accounts/security')
    .as('accounts')
}

function passkeys(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Passkeys, 'index']).as('index').use(signedIn())
      router.get('/add/', [Passkeys, 'create']).as('create').use(sudo())
      router.post('/', [Passkeys, 'store']).as('store').use(sudo())
      router.post('/options/', [PasskeyOptions, 'store']).as('options.store').use(sudo())
      router
        .post('/challenge/', [PasskeyOptions, 'index'])
        .as('options.index')
        .use([withSession(), rateLimit('high')])
      router
        .post('/sign-in/', [PasskeySignIns, 'store'])
        .as('sign_ins.store')
        .use([withSession(), rateLimit('critical')])
      router.get('/:id/', [Passkeys, 'edit']).where('id', ID).as('edit').use(signedIn())
      router.post('/:id/', [Passkeys, 'update']).where('id', ID).as('update').use(signedIn())
      router.post('/:id/remove/', [Passkeys, 'destroy']).where('id', ID).as('destroy').use(sudo())
    })
    .prefix('/accounts/passkeys')
    .as('accounts.passkeys')
}

function sessions(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [OpenSessions, 'index']).as('open_sessions.index')
      router.post('/others/end/', [OtherSessions, 'destroy']).as('other_sessions.destroy')
      router.post('/:key/end/', [OpenSessions, 'destroy']).where('key', KEY).as('open_sessions.destroy')
    })
    .prefix('/accounts/sessions')
    .as('accounts')
    .use(signedIn())
}

function tokens(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [AccessTokens, 'index']).as('access_tokens.index').use(signedIn())
      router.get('/new/', [AccessTokens, 'create']).as('access_tokens.create').use(sudo())
      router.post('/', [AccessTokens, 'store']).as('access_tokens.store').use(sudo())
      // Whoever finds a token in the wrong hands must not be asked for anything first.
      router.post('/:id/revoke/', [AccessTokens, 'destroy']).where('id', ID).as('access_tokens.destroy').use(signedIn())
      router
        .post('/keys/:version/', [ApiKeys, 'store'])
        .where('version', /^v[12]$/)
        .as('api_keys.store')
        .use(sudo())
    })
    .prefix('/accounts/tokens')
    .as('accounts')
  router
    .get('/api/v3/account', [AccountApi, 'show'])
    .as('accounts.account_api.show')
    .slashless()
    .use(tokenHolder('profile'))
}

function ownData(router: HttpRouterService): void {
  router.get('/accounts/data/', [PersonalData, 'index']).as('accounts.personal_data.index').use(signedIn())
  router.get('/accounts/data/export.json', [PersonalData, 'show']).as('accounts.personal_data.show').use(signedIn())
  // Behaviour kept from python.org: this address, by POST from its form and by DELETE.
  router
    .route('/users/:username/delete/', ['POST', 'DELETE'], [AccountDeletions, 'store'])
    .where('username', USERNAME)
    .as('accounts.account_deletions.store')
    .use(sudo())
}
