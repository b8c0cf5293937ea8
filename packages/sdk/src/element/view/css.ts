/**
 * The look of the element. System colours follow the page's `color-scheme` and forced colours by themselves; what a
 * page wants otherwise it says by a custom property or a part. Comments stand here: those in the text would be shipped.
 *
 * - Sizes: every target is 44 pixels or more; the field's row, the pad and the tools keep their height in every state,
 *   so that nothing moves under the pen. Candidates for whom there is no room wrap out of sight, whole.
 * - The canvas's transition of a millisecond lets the element hear of any change of the pen's colour.
 */
export const CSS = `
:host {
  --_paper: var(--ink-pad-background, Canvas);
  --_text: var(--ink-pad-color, CanvasText);
  --_accent: var(--ink-pad-accent, light-dark(#3548d6, #a3afff));
  --_bad: var(--ink-pad-invalid, light-dark(#b3261e, #ffb4ab));
  --_hair: color-mix(in srgb, var(--_text) 14%, var(--_paper));
  --_muted: color-mix(in srgb, var(--_text) 68%, var(--_paper));
  --_radius: var(--ink-pad-radius, 1rem);
  --_inner: calc(var(--_radius) - .375rem);
  display: inline-block;
  inline-size: 20rem;
  max-inline-size: 100%;
  line-height: 1.3;
}
:host([hidden]), [hidden] { display: none !important }
:host, * { box-sizing: border-box }
[part=base] {
  display: flex;
  flex-direction: column;
  block-size: 100%;
  overflow: hidden;
  border: 1px solid var(--ink-pad-border, color-mix(in srgb, var(--_text) 50%, var(--_paper)));
  border-radius: var(--_radius);
  background: var(--_paper);
  color: var(--_text);
}
[part=base]:focus-within { border-color: var(--_accent) }
[part=head], [part=foot] { display: flex; flex: none; align-items: center; gap: .25rem; padding: .5rem }
[part=value] {
  flex: none;
  inline-size: 3.5rem;
  block-size: 3.5rem;
  margin-inline-end: .25rem;
  padding: 0;
  border: 2px solid transparent;
  border-radius: var(--_inner);
  background: color-mix(in srgb, var(--_accent) 10%, var(--_paper));
  color: var(--_accent);
  font: 600 2rem/1 ui-rounded, system-ui, sans-serif;
  text-align: center;
}
[data-value=""] [part=value] { border: 2px dashed var(--_hair); background: none }
[part=value][aria-invalid=true] { border-color: var(--_bad) }
[part=candidates] { display: flex; flex: 1; flex-wrap: wrap; gap: .25rem; block-size: 3.5rem; min-inline-size: 0; overflow: hidden }
[part~=candidate] {
  display: grid;
  flex: 1;
  place-content: center;
  justify-items: center;
  min-inline-size: 2.75rem;
  max-inline-size: 5rem;
  block-size: 3.5rem;
  border-radius: var(--_inner);
  color: var(--_muted);
  cursor: pointer;
}
[part=candidate-label] { font-weight: 600; font-size: 1.125rem }
[part=candidate-probability] { font-size: .75rem }
[part~=selected], [part~=button]:hover { background: color-mix(in srgb, var(--_text) 7%, var(--_paper)); color: var(--_text) }
[part~=candidate]:hover { color: var(--_accent) }
[part=pad] {
  display: grid;
  flex: 1;
  place-content: center;
  position: relative;
  min-block-size: var(--ink-pad-height, 13rem);
  border-block: 1px solid var(--_hair);
  background: radial-gradient(circle, var(--_hair) 1px, transparent 1.3px) 50% / 24px 24px;
  outline: 0;
}
[part=canvas] { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; color: var(--ink-pad-pen, var(--_accent)); cursor: crosshair; transition: color 1ms }
[part=placeholder] { padding: .125rem .75rem; border-radius: 1rem; background: var(--_paper); color: var(--_muted) }
[data-ink=true] [part=placeholder], [data-ink=true] ::slotted([slot=placeholder]) { visibility: hidden }
[part=foot] { min-block-size: 3.75rem }
[part=message] { flex: 1; min-inline-size: 0; padding-inline: .25rem; color: var(--_muted); font-size: .8125rem }
[part~=button] {
  display: grid;
  flex: none;
  place-items: center;
  inline-size: 2.75rem;
  block-size: 2.75rem;
  padding: 0;
  border: 0;
  border-radius: var(--_inner);
  background: none;
  color: inherit;
  cursor: pointer;
  touch-action: manipulation;
}
[part~=button] svg { inline-size: 1.375rem; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
[part~=button][aria-disabled=true] { background: none; opacity: .4; cursor: default }
[part~=button]:dir(rtl) svg { transform: scaleX(-1) }
[part=value]:focus-visible, [part~=button]:focus-visible { outline: 3px solid var(--_accent); outline-offset: -1px }
[part=status] { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
:host(:disabled) { opacity: .55 }
:host(:is(:disabled, [readonly])) :is([part=canvas], [part~=candidate]) { pointer-events: none }
@media (prefers-reduced-motion: no-preference) {
  [data-state=reading] [part=value] { animation: reading 1s .4s ease-in-out infinite alternate }
}
@keyframes reading { to { opacity: .35 } }
@media (forced-colors: active) {
  [part=pad] { background: none }
  [part=canvas] { color: CanvasText }
  [part=value], [part~=selected] { border: 2px solid Highlight }
  [part~=button][aria-disabled=true] { color: GrayText; opacity: 1 }
}
`
