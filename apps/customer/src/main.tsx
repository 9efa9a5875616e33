import { render } from 'preact'
import './styles/base.css'
import './styles/screens.css'
import './styles/call.css'
import { App } from './app.tsx'

// Gone where `old-browser.js` has put its sentence instead.
const root = document.getElementById('app')
if (root) render(<App />, root)
