/** Type, the grid of the page, and what all its parts share. */
export const layout = `
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
main { max-width: 1240px; margin: 0 auto; padding: 28px 24px 64px; }
h1, h2, h3, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h2 { font-size: 19px; font-weight: 650; margin-bottom: 10px; }
h3 { font-size: 14px; font-weight: 650; }
.figure { font-variant-numeric: tabular-nums; }
.dim { color: var(--dim); font-weight: 400; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.unsure { color: var(--unsure); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
button {
  font: inherit; font-size: 13px; color: var(--ink); background: var(--paper); cursor: pointer;
  border: 1px solid var(--rule); border-radius: 6px; padding: 4px 10px;
}
button:hover { border-color: var(--dim); }
button.link { border: 0; background: none; padding: 2px 0; color: var(--link); text-decoration: underline; font-size: inherit; white-space: nowrap; }
.card { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 14px 16px; }
.note, .story { color: var(--dim); }
.eyebrow { color: var(--dim); font-size: 13px; display: flex; gap: 8px; }
.eyebrow b { color: var(--ink); }
.eyebrow time { margin-left: auto; font-variant-numeric: tabular-nums; }

.headline { margin-bottom: 22px; }
.verdict { display: flex; align-items: center; gap: 14px; font-size: 40px; line-height: 1.15; letter-spacing: -0.02em; font-weight: 700; margin: 10px 0 6px; }
.verdict .sign {
  display: grid; place-items: center; flex: none; width: 46px; height: 46px; border-radius: 50%;
  font-size: 26px; color: var(--paper); background: currentColor;
}
.verdict .sign { background: var(--kind); }
.verdict.pass { color: var(--good); --kind: var(--good); }
.verdict.fail { color: var(--bad); --kind: var(--bad); }
.verdict.inconclusive { color: var(--unsure); --kind: var(--unsure); }
.verdict.live { color: var(--link); }
.pulse { flex: none; width: 18px; height: 18px; margin: 14px; border-radius: 50%; background: currentColor; animation: pulse 1.6s ease-in-out infinite; }
@keyframes pulse { 50% { opacity: 0.25; } }
@media (prefers-reduced-motion: reduce) { .pulse { animation: none; } }
progress { width: 100%; height: 6px; margin: 8px 0; accent-color: var(--link); }
.lead { font-size: 18px; max-width: 62em; overflow-wrap: anywhere; }
.story { margin-top: 2px; max-width: 62em; overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: 12px 40px; margin-top: 18px; }
.figures div { display: flex; flex-direction: column; }
.figures dd { font-size: 24px; line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; }
.figures dt { color: var(--dim); font-size: 13px; }
.below > section { margin-top: 36px; }
.remarks { margin-top: 20px; padding: 10px 16px; border-left: 3px solid var(--unsure); background: var(--unsure-wash); border-radius: 0 8px 8px 0; overflow-wrap: anywhere; }

@media (max-width: 760px) {
  main { padding: 18px 14px 48px; }
  .verdict { font-size: 31px; }
  .verdict .sign { width: 38px; height: 38px; font-size: 21px; }
  .lead { font-size: 16px; }
  .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; }
  .figures dd { font-size: 19px; }
  .figures dt { font-size: 12px; line-height: 1.3; }
}
`;
