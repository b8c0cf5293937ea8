import { defineInkPad } from 'edgeink/element'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'

defineInkPad()
createRoot(document.getElementById('root')!).render(<App />)
