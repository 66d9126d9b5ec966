import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ServerFactory } from '@adonisjs/core/factories/http'
import type { HttpContext, Router } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import type { MiddlewareFn, NextFn } from '@adonisjs/core/types/http'
import { definePlugin } from '@pydotorg/platform'
import { ContributionReader, type Contributions } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features, RequestFeatures, type FeatureState } from '@pydotorg/platform/features'
import { featureGate, RouteDirectory } from '@pydotorg/platform/http'
import { PluginRegistry } from '@pydotorg/platform/plugins'

/** What a server answered, as it came over the wire. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

interface Question {
  method?: string
  headers?: Record<string, string>
}

/**
 * Asks without normalising the path or following redirects, as `fetch` would.
 *
 * @param port - on this machine
 * @param path - path and query, sent as they stand
 * @param question - method and headers
 */
export function ask(port: number, path: string, { method = 'GET', headers = {} }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** Middleware that lets requests ask features of the test instead of the application's. */
function askOf(features: Features): new () => { handle: MiddlewareFn } {
  return class {
    handle(ctx: HttpContext, next: NextFn): Promise<unknown> {
      Object.defineProperty(ctx, 'features', { value: new RequestFeatures(features, ctx) })
      return next()
    }
  }
}

/** A server of a test: routes of one plugin behind the site's own middleware and error handler. */
export interface SmallSite {
  port: number
  close: () => Promise<void>
}

/**
 * @param routes - the plugin's routes
 * @param state - of the plugin
 * @param contributes - what the plugin hands to the site; without it the site's own plugins are asked
 * @returns the server, listening; close it, which also gives the application its own routes back
 */
export async function smallSite(
  routes: (router: Router) => void,
  state: FeatureState = 'on',
  contributes?: Contributions
): Promise<SmallSite> {
  const server = new ServerFactory().merge({ app, config: app.config.get('app.http') }).create()
  const feature = { default: state }
  const manifest = definePlugin({ name: 'pets', title: 'Pets', summary: 'Pets.', feature, contributes })
  const plugins = new PluginRegistry('/', [
    { name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest },
  ])
  const features = new Features(featureDefinitions(plugins))
  const directory = new RouteDirectory(server.getRouter(), features)
  const group = server.getRouter().group(() => routes(server.getRouter()))
  directory.enter(group.use(featureGate('pets')), 'pets')

  app.container.swap(RouteDirectory, () => directory)
  app.container.swap(PluginRegistry, () => plugins)
  if (contributes) app.container.swap(ContributionReader, () => new ContributionReader(plugins, features))
  server.use([
    () => import('#middleware/request_log_middleware'),
    () => import('#middleware/security_headers_middleware'),
    () => import('#middleware/cache_headers_middleware'),
    () => Promise.resolve({ default: askOf(features) }),
  ])
  server.errorHandler(() => import('#exceptions/handler'))
  await server.boot()

  const http = createServer(server.handle.bind(server))
  server.setNodeServer(http)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    port: (http.address() as AddressInfo).port,
    close: async () => {
      app.container.restore(RouteDirectory)
      app.container.restore(PluginRegistry)
      app.container.restore(ContributionReader)
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
