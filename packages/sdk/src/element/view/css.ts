/**
 * The look of the element. System colours follow the page's `color-scheme` and forced colours by themselves; what a
 * page wants otherwise it says by a custom property or a part. Comments stand here: those in the text would be shipped.
 *
 * - Sizes: every target is 44 pixels or more; the field's row, the pad and the tools keep their height in every state,
 *   so that nothing moves under the pen.
 * - The canvas's transition of a millisecond lets the element hear of any change of the pen's colour.
 */
export const CSS = `
:host {
  --_accent: var(--ink-pad-accent, #3548d6);
  --_pen: var(--ink-pad-pen, var(--_accent));
  --_paper: var(--ink-pad-background, Canvas);
  --_text: var(--ink-pad-color, CanvasText);
  --_muted: color-mix(in srgb, var(--_text) 68%, var(--_paper));
  --_line: var(--ink-pad-border, color-mix(in srgb, var(--_text) 50%, var(--_paper)));
  --_hair: color-mix(in srgb, var(--_text) 14%, var(--_paper));
  --_bad: var(--ink-pad-invalid, #b3261e);
  --_radius: var(--ink-pad-radius, 1rem);
  display: inline-block;
  box-sizing: border-box;
  inline-size: 20rem;
  max-inline-size: 100%;
  vertical-align: bottom;
  line-height: 1.4;
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --_accent: var(--ink-pad-accent, light-dark(#3548d6, #a3afff));
    --_bad: var(--ink-pad-invalid, light-dark(#b3261e, #ffb4ab));
  }
}
:host([hidden]), [hidden] { display: none !important }
*, ::before, ::after { box-sizing: border-box }
[part=base] {
  display: flex;
  flex-direction: column;
  block-size: 100%;
  overflow: hidden;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_paper);
  color: var(--_text);
}
[part=base]:focus-within { border-color: var(--_accent) }
[part=head], [part=foot] { display: flex; flex: none; align-items: center; gap: .5rem; padding: .5rem }
[part=value] {
  flex: none;
  inline-size: 3.5rem;
  block-size: 3.5rem;
  padding: 0;
  border: 1px solid transparent;
  border-radius: calc(var(--_radius) - .375rem);
  background: color-mix(in srgb, var(--_accent) 10%, var(--_paper));
  color: var(--_accent);
  font: 600 2rem/1 ui-rounded, system-ui, sans-serif;
  font-variant-numeric: lining-nums tabular-nums;
  text-align: center;
}
[part=value]::selection { background: color-mix(in srgb, var(--_accent) 22%, var(--_paper)); color: var(--_accent) }
[part=value][aria-invalid=true] { border-color: var(--_bad) }
[data-state=empty] [part=value]:not(:focus), [data-state=unsure] [part=value], [data-state=failed] [part=value] {
  border: 2px dashed var(--_hair);
  background: none;
}
[part=candidates] { display: flex; flex: 1; gap: .25rem; min-inline-size: 0; overflow: hidden }
[part~=candidate] {
  display: grid;
  flex: 1 1 0;
  place-content: center;
  justify-items: center;
  min-inline-size: 2.75rem;
  max-inline-size: 5rem;
  block-size: 3.5rem;
  border-radius: calc(var(--_radius) - .375rem);
  color: var(--_muted);
  cursor: pointer;
}
[part=candidate-label] { font-weight: 600; font-size: 1.125rem; line-height: 1.3 }
[part=candidate-probability] { font-size: .75rem; font-variant-numeric: tabular-nums; line-height: 1.3 }
[part~=selected] { background: color-mix(in srgb, var(--_text) 7%, var(--_paper)); color: var(--_text) }
[part~=candidate]:hover { color: var(--_accent) }
[part=pad] {
  position: relative;
  flex: 1 1 auto;
  min-block-size: var(--ink-pad-height, 13rem);
  border-block: 1px solid var(--_hair);
  background: radial-gradient(circle, var(--_hair) 1px, transparent 1.3px) 50% 50% / 24px 24px;
}
[part=canvas] {
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  color: var(--_pen);
  cursor: crosshair;
  transition: color 1ms;
}
[part=placeholder], ::slotted([slot=placeholder]) {
  position: absolute;
  inset: 0;
  display: grid;
  place-content: center;
  color: var(--_muted);
  text-align: center;
  pointer-events: none;
}
[part=placeholder] { inset: auto; inset-block-start: 50%; inset-inline-start: 50%; padding: .125rem .75rem; border-radius: 99px; background: var(--_paper); translate: -50% -50%; white-space: nowrap }
[part=placeholder]:dir(rtl) { translate: 50% -50% }
[data-ink=true] slot[name=placeholder] { visibility: hidden }
[data-ink=true] [part=placeholder], [data-ink=true] ::slotted([slot=placeholder]) { visibility: hidden }
[part=foot] { gap: .25rem; min-block-size: 3.75rem; padding-block: .375rem }
[part=message] { flex: 1; min-inline-size: 0; padding-inline: .25rem; color: var(--_muted); font-size: .8125rem; line-height: 1.3 }
[part~=button] {
  display: grid;
  flex: none;
  place-items: center;
  inline-size: 2.75rem;
  block-size: 2.75rem;
  padding: 0;
  border: 0;
  border-radius: calc(var(--_radius) - .375rem);
  background: none;
  color: inherit;
  cursor: pointer;
  touch-action: manipulation;
}
[part~=button] svg { inline-size: 1.375rem; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
[part~=button]:hover { background: color-mix(in srgb, var(--_text) 8%, var(--_paper)) }
[part~=button][aria-disabled=true], [part~=button]:disabled { background: none; opacity: .4; cursor: default }
[part~=undo]:dir(rtl) svg, [part~=redo]:dir(rtl) svg { transform: scaleX(-1) }
:focus-visible:not([part=pad]) { outline: 3px solid var(--_accent); outline-offset: -1px }
[part=pad]:focus { outline: none }
[part=status] {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
:host(:disabled) { opacity: .55 }
:host(:disabled) [part=canvas], :host([readonly]) [part=canvas],
:host(:disabled) [part~=candidate], :host([readonly]) [part~=candidate] { pointer-events: none; cursor: default }
@media (prefers-reduced-motion: no-preference) {
  [data-state=reading] [part=value] { animation: reading 1.2s .4s ease-in-out infinite alternate }
  [part~=button], [part~=candidate] { transition: background .15s, color .15s }
}
@keyframes reading { to { opacity: .35 } }
@media (forced-colors: active) {
  [part=pad] { background: none }
  [part=canvas] { color: CanvasText }
  [part=value] { border-color: FieldText; color: FieldText }
  [part~=selected] { border: 2px solid Highlight }
  [part~=button][aria-disabled=true] { color: GrayText; opacity: 1 }
  :focus-visible:not([part=pad]) { outline-color: Highlight }
}
`
