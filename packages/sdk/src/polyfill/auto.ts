// Installs itself, for pages without code of their own:
//   <meta name="edgeink-model" content="/models/digits/manifest.json" data-languages="zxx">
//   <script type="module" src="…/edgeink/polyfill/auto"></script>
import { installHandwritingPolyfill } from './install.ts'

const meta = document.querySelector<HTMLMetaElement>('meta[name="edgeink-model"]')

/** Resolves when it is clear whose implementation the page has. */
export const installation = installHandwritingPolyfill({
  model: meta?.content || '/models/digits/manifest.json',
  languages: meta?.dataset.languages?.split(/[\s,]+/).filter(Boolean),
})
