import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { Console } from './app.tsx'
import { startTranslations } from './i18n/start.ts'
import { giveStylesTheirNonce } from './theme/style-nonce.ts'
import './theme/global.css'

// old-browser.js has taken the root away where this browser cannot run the app.
const root = document.getElementById('root')
if (root) {
  giveStylesTheirNonce()
  await startTranslations()
  createRoot(root).render(<Console client={createQueryClient()} />)
}
