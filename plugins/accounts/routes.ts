import type { HttpRouterService } from '@adonisjs/core/types'
import { honeypot } from '@pydotorg/platform/http'
import { guestsOnly, signedIn, sudo, withSession } from '@pydotorg/platform/identity'
import { rateLimit } from '@pydotorg/platform/rate_limits'
import { PROFILE_NAME } from '#services/usernames'
import { securityRoutes } from './security_routes.js'

const AccountsController = () => import('#controllers/accounts_controller')
const EmailConfirmationsController = () => import('#controllers/email_confirmations_controller')
const EmailController = () => import('#controllers/email_controller')
const EmailUndoController = () => import('#controllers/email_undo_controller')
const FirstPasswordController = () => import('#controllers/first_password_controller')
const InactiveController = () => import('#controllers/inactive_controller')
const PasswordController = () => import('#controllers/password_controller')
const PasswordResetsController = () => import('#controllers/password_resets_controller')
const ProfilesController = () => import('#controllers/profiles_controller')
const SignInController = () => import('#controllers/sign_in_controller')
const SignOutController = () => import('#controllers/sign_out_controller')
const SignUpController = () => import('#controllers/sign_up_controller')

export default function routes(router: HttpRouterService): void {
  router.get('/accounts/', [AccountsController, 'show']).as('accounts.account.show').use(signedIn())
  router.on('/account').redirectToPath('/accounts/').as('accounts.account.short').slashOptional()
  signingIn(router)
  mailedLinks(router)
  ownPassword(router)
  ownEmail(router)
  securityRoutes(router)
  profiles(router)
}

function signingIn(router: HttpRouterService): void {
  router.get('/accounts/login/', [SignInController, 'create']).as('accounts.sign_in.create').use(withSession())
  router
    .post('/accounts/login/', [SignInController, 'store'])
    .as('accounts.sign_in.store')
    .use([rateLimit('critical'), withSession()])
  router.get('/accounts/inactive/', [InactiveController, 'show']).as('accounts.inactive.show')
  router.get('/accounts/logout/', [SignOutController, 'create']).as('accounts.sign_out.create').use(signedIn())
  router.post('/accounts/logout/', [SignOutController, 'store']).as('accounts.sign_out.store').use(rateLimit('medium'))
  router
    .group(() => {
      router.get('/', [SignUpController, 'create']).as('create')
      router
        .post('/', [SignUpController, 'store'])
        .as('store')
        .use([rateLimit('critical'), honeypot()])
    })
    .prefix('/accounts/signup')
    .as('accounts.sign_up')
    .use([guestsOnly('/accounts/'), withSession()])
}

/** Forms that ask for a mail, and what its link leads to. */
function mailedLinks(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [EmailConfirmationsController, 'create']).as('create')
      router
        .post('/', [EmailConfirmationsController, 'store'])
        .as('store')
        .use([rateLimit('critical'), honeypot()])
      router.get('/:key/', [EmailConfirmationsController, 'show']).as('show')
      router.post('/:key/', [EmailConfirmationsController, 'update']).as('update').use(rateLimit('critical'))
    })
    .prefix('/accounts/confirm-email')
    .as('accounts.email_confirmations')
    .use(withSession())
  router
    .group(() => {
      router.get('/', [PasswordResetsController, 'create']).as('create')
      router
        .post('/', [PasswordResetsController, 'store'])
        .as('store')
        .use([rateLimit('critical'), honeypot()])
      router.get('/done/', [PasswordResetsController, 'show']).as('show')
      router.get('/key/:key/', [PasswordResetsController, 'edit']).as('edit')
      router.post('/key/:key/', [PasswordResetsController, 'update']).as('update').use(rateLimit('critical'))
    })
    .prefix('/accounts/password/reset')
    .as('accounts.password_resets')
    .use(withSession())
  router
    .group(() => {
      router.get('/', [EmailUndoController, 'edit']).as('edit')
      router.post('/', [EmailUndoController, 'update']).as('update').use(rateLimit('critical'))
    })
    .prefix('/accounts/email/undo/:key')
    .as('accounts.email_undo')
    .use(withSession())
}

function ownPassword(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/change/', [PasswordController, 'edit']).as('password.edit')
      router
        .post('/change/', [PasswordController, 'update'])
        .as('password.update')
        .use([rateLimit('critical'), honeypot()])
      router.get('/set/', [FirstPasswordController, 'create']).as('first_password.create').use(sudo())
      router
        .post('/set/', [FirstPasswordController, 'store'])
        .as('first_password.store')
        .use([rateLimit('high'), sudo()])
    })
    .prefix('/accounts/password')
    .as('accounts')
    .use(signedIn())
}

function ownEmail(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [EmailController, 'edit']).as('edit')
      router.post('/', [EmailController, 'update']).as('update').use(rateLimit('high'))
    })
    .prefix('/accounts/email')
    .as('accounts.email')
    .use(sudo())
}

/** Last, since a name may be any word that no other path below `/users/` has taken. */
function profiles(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [ProfilesController, 'edit']).as('edit')
      router
        .post('/', [ProfilesController, 'update'])
        .as('update')
        .use([rateLimit('high'), honeypot()])
    })
    .prefix('/users/edit')
    .as('accounts.profiles')
    .use(signedIn())
  router
    .get('/users/:username/', [ProfilesController, 'show'])
    .as('accounts.profiles.show')
    .where('username', PROFILE_NAME)
}
