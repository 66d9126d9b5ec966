import { globSync } from 'node:fs'
import adonisjs from '@adonisjs/vite/client'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { turboWithoutInlineStyle } from './resources/vite/turbo_without_inline_style.js'

export default defineConfig({
  // Pages name the font by its path below this folder, also where `node_modules` is a link to elsewhere.
  resolve: { preserveSymlinks: true },
  plugins: [
    tailwindcss(),
    turboWithoutInlineStyle(),
    adonisjs({
      entryPoints: [
        'resources/js/first.js',
        'resources/js/app.js',
        'resources/css/app.css',
        ...globSync('plugins/*/assets/*.{js,css}'),
      ],
      reload: ['resources/views/**/*.edge', 'plugins/*/views/**/*.edge'],
    }),
  ],
})
