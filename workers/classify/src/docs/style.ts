/** The style of the docs page: paper and ink, by day and by night, from a phone to a desk. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfcf9, #15171b);
  --sheet: light-dark(#ffffff, #1d2026);
  --ink: light-dark(#1c2430, #e8e6e1);
  --soft: light-dark(#566070, #a3abb8);
  --line: light-dark(#e2ddd3, #343943);
  --accent: light-dark(#1d4ed8, #93b4ff);
  --code: light-dark(#f3f0e8, #262b33);
  --get: light-dark(#166534, #86dfa8);
  --post: light-dark(#1d4ed8, #93b4ff);
  --delete: light-dark(#b42318, #ff9d94);
  --warn: light-dark(#8a4b08, #f3c17a);
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 1rem }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, sans-serif; overflow-wrap: break-word;
}
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px }
.skip { position: absolute; left: -100vw }
.skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem 1rem }
header { padding: 3rem max(1.25rem, 50vw - 36rem) 1.5rem; border-bottom: 1px solid var(--line) }
header p { max-width: 44rem; color: var(--soft); margin: .5rem 0 }
h1 { font-size: 2.4rem; line-height: 1.1; margin: 0 0 .75rem; letter-spacing: -.02em }
h1 small { font-size: 1rem; font-weight: 400; color: var(--soft); letter-spacing: 0 }
.columns {
  display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 3rem;
  max-width: 74.5rem; margin: 0 auto; padding: 2rem 1.25rem 6rem;
}
nav { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow: auto }
nav h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .08em; color: var(--soft); margin: 1.25rem 0 .35rem }
nav h2:first-child { margin-top: 0 }
nav ul { list-style: none; margin: 0; padding: 0 }
nav a {
  display: block; padding: .3rem .25rem; min-height: 24px; color: inherit;
  text-decoration: none; font-size: .9rem; border-radius: 4px;
}
nav a:hover { background: var(--code) }
section > h2 { font-size: 1.5rem; margin: 0; letter-spacing: -.01em }
section + section { margin-top: 3.5rem }
section > p { color: var(--soft); margin: .25rem 0 1rem }
article {
  background: var(--sheet); border: 1px solid var(--line); border-radius: 12px;
  padding: 1.5rem; margin: 1.25rem 0;
}
h3 { font-size: 1.2rem; margin: 0 }
h4 { font-size: .95rem; margin: 1.5rem 0 .5rem }
.address { margin: .35rem 0 1rem; font-size: 1.05rem }
code, pre { font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size: .875em }
:not(pre) > code { background: var(--code); padding: .1em .35em; border-radius: 4px }
pre { background: var(--code); padding: 1rem; border-radius: 8px; overflow: auto; margin: 0; line-height: 1.45 }
figure { margin: .75rem 0 }
figcaption { font-size: .875rem; color: var(--soft); margin-bottom: .35rem }
.method { font: 700 .75rem ui-monospace, Menlo, monospace; letter-spacing: .03em }
.get { color: var(--get) } .post { color: var(--post) } .delete { color: var(--delete) }
.fields, .answers { list-style: none; margin: .25rem 0; padding: 0 }
.fields .fields { margin-left: .25rem; padding-left: 1rem; border-left: 2px solid var(--line) }
.fields li { padding: .4rem 0 }
.fields p { margin: 0 }
.name { font-weight: 600 }
.type, .limits { color: var(--soft); font-size: .875rem }
.limits::before { content: '· ' }
.required { color: var(--warn); font-size: .8rem; font-weight: 600 }
details { border: 1px solid var(--line); border-radius: 8px; padding: 0 .9rem; margin: .5rem 0 }
details[open] { padding-bottom: .6rem }
summary { cursor: pointer; padding: .55rem 0; min-height: 24px }
.answer { display: flex; gap: .75rem; margin: 0; padding: .5rem 0 }
.answers > li > .answer { padding: .5rem .9rem }
.status { font: 700 .9rem/1.75 ui-monospace, Menlo, monospace; min-width: 2.4rem }
.s1, .s2, .s3 { color: var(--get) } .s4 { color: var(--warn) } .s5 { color: var(--delete) }
@media (max-width: 52rem) {
  header { padding-top: 2rem }
  .columns { grid-template-columns: minmax(0, 1fr); gap: 1.5rem; padding-top: 1.25rem }
  nav { position: static; max-height: none; border-bottom: 1px solid var(--line); padding-bottom: 1rem }
  article { padding: 1.1rem; border-radius: 10px }
  h1 { font-size: 2rem }
}
@media print { nav { display: none } .columns { display: block } }
`
