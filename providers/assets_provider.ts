import ViteProvider from '@adonisjs/vite/vite_provider'

/**
 * Vite's provider, but its development server runs only for `npm run dev`. The tests see the built files, as visitors
 * do: the development server injects styles and opens a socket, which the content security policy refuses.
 */
export default class AssetsProvider extends ViteProvider {
  override async start(): Promise<void> {
    if (process.env.DEV_MODE) await super.start()
  }
}
