/** Style of the report: light and dark, from a phone to a wide screen. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1c2330;--soft:#5b6472;--line:#e4e1d9;--accent:#2f6fde}
@media(prefers-color-scheme:dark){:root{--paper:#12161d;--card:#1a2029;--ink:#e8ecf2;--soft:#a0aab8;--line:#2b333f;--accent:#8fb0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
header,main{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
.eyebrow{margin:0;color:var(--accent);font-weight:600;letter-spacing:.04em}
h1{margin:.2rem 0 .6rem;font-size:clamp(1.6rem,4vw,2.4rem);line-height:1.15;overflow-wrap:anywhere}
h2{margin:0 0 .4rem;font-size:1.2rem}
p{max-width:62ch;color:var(--soft)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.5rem 0}
.facts div{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.8rem 1rem}
dt{color:var(--soft);font-size:.85rem}
dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
section{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:1.25rem;margin:0 0 1.25rem}
.scroll{overflow-x:auto;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1rem;align-items:start}
.scroll>svg{max-width:100%;height:auto;color:var(--ink)}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;min-width:100%}
th,td{padding:.4rem .8rem .4rem 0;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
th{color:var(--soft);font-weight:500;font-size:.85rem}
img{max-width:none;border-radius:.5rem;background:#fff}
pre{margin:0;font-size:.85rem;overflow-x:auto}
`
