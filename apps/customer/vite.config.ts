import { defineConfig } from 'vite'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`

export default defineConfig({
  base: '/c/',
  build: {
    // The oldest phones served: iOS 14.3 and Chrome or WebView 86 (product.md, "Departures").
    target: ['es2020', 'chrome86', 'safari14'],
    modulePreload: { polyfill: false },
    // Everything is linked from 'self': the CSP allows no data: scripts and no inline styles.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
  server: {
    port: 49000,
    proxy: { '/api': server, '/ws': { target: server, ws: true } },
  },
})
