import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'social_sign_in',
  title: 'Sign in with other accounts',
  summary: 'Sign-in with GitHub, Google, Discord and OpenID Connect providers, and the list of what is linked.',
  requires: ['accounts'],
  features: {
    github: { summary: 'Sign-in with GitHub, where it is set up.', owner: 'operators', default: 'on' },
    google: { summary: 'Sign-in with Google, where it is set up.', owner: 'operators', default: 'on' },
    discord: { summary: 'Sign-in with Discord, where it is set up.', owner: 'operators', default: 'on' },
    openid_connect: {
      summary: 'Sign-in with the OpenID Connect providers that are set up.',
      owner: 'operators',
      default: 'on',
    },
    new_accounts: {
      summary: 'New accounts by other sites. While it is off, they only sign in who has an account.',
      owner: 'operators',
      default: 'on',
    },
  },
  routes: () => import('./routes.js'),
  contributes: {
    signInWays: [() => import('./services/open_ways.js')],
    navigation: {
      account: [
        {
          key: 'social_sign_in.connections',
          title: 'Linked accounts',
          href: '/accounts/connections/',
          weight: 45,
          summary: 'Accounts on other sites that sign you in here.',
        },
      ],
    },
  },
})
