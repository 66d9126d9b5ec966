import { definePlugin } from '@pydotorg/platform'

/** Pages by which people protect their account. */
const security = {
  key: 'accounts.security',
  title: 'Security',
  href: '/accounts/security/',
  weight: 40,
  summary: 'A second step at sign-in, so that the password alone is not enough.',
  children: [
    {
      key: 'accounts.passkeys',
      title: 'Passkeys',
      href: '/accounts/passkeys/',
      weight: 10,
      summary: 'Sign in with your device instead of a password.',
    },
    {
      key: 'accounts.sessions',
      title: 'Sessions',
      href: '/accounts/sessions/',
      weight: 20,
      summary: 'Where you are signed in, and how to end it from here.',
    },
    {
      key: 'accounts.tokens',
      title: 'Access tokens',
      href: '/accounts/tokens/',
      weight: 30,
      summary: 'For programs that act in your name.',
    },
    {
      key: 'accounts.data',
      title: 'Your data',
      href: '/accounts/data/',
      weight: 40,
      summary: 'A copy of everything, and the end of your account.',
    },
  ],
}

export default definePlugin({
  name: 'accounts',
  title: 'Accounts',
  summary: 'Accounts of people: how they sign in, what they tell of themselves, and what protects them.',
  // Without it nobody could sign in to switch it on again.
  core: true,
  // A profile says whether somebody is a member of the PSF.
  uses: ['memberships'],
  permissions: { 'accounts.manage_tokens': 'See who has access tokens, and revoke them' },
  routes: () => import('./routes.js'),
  provides: [
    { contract: () => import('./contracts/account_desk.js'), implementation: () => import('./services/desk.js') },
  ],
  contributes: {
    adminResources: [() => import('./admin/tokens.js')],
    mailTemplates: () => import('./mails/templates.js'),
    accountPages: {
      overview: '/accounts/',
      signIn: '/accounts/login/',
      proof: '/accounts/confirm/',
      signOut: '/accounts/logout/',
    },
    navigation: {
      guest: [{ key: 'accounts.sign_in', title: 'Sign in', href: '/accounts/login/', weight: 10 }],
      account: [
        {
          key: 'accounts.overview',
          title: 'Your account',
          href: '/accounts/',
          weight: 10,
          children: [
            {
              key: 'accounts.profile',
              title: 'Profile',
              href: '/users/edit/',
              weight: 10,
              summary: 'Your name, what you tell of yourself, and who sees it.',
            },
            {
              key: 'accounts.email',
              title: 'E-mail address',
              href: '/accounts/email/',
              weight: 20,
              summary: 'Where mails about the account go.',
            },
            {
              key: 'accounts.password',
              title: 'Password',
              href: '/accounts/password/change/',
              weight: 30,
              summary: 'Choose another one.',
            },
          ],
        },
        security,
      ],
    },
  },
})
