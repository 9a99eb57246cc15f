import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles.css'
import { App } from './app.tsx'
import { applyLook, keptLook } from './theme/look.ts'
import { applyTheme, followSystem, keptTheme } from './theme/theme.ts'

applyTheme(keptTheme.read())
applyLook(keptLook.read())
followSystem()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root".')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
