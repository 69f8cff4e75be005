/** What stands below the timeline: checks, deaths, requests, settings; and how all of it prints. */
export const sectionsStyle = `
.checks { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; }
.checks li { display: grid; grid-template-columns: 122px 108px minmax(0, 1fr) auto; gap: 12px; align-items: baseline; padding: 9px 16px; }
.checks li + li { border-top: 1px solid var(--rule); }
.checks .summary { overflow-wrap: anywhere; }
.checks .limit { font-size: 13px; white-space: nowrap; }
.badge { font-size: 13px; font-weight: 600; white-space: nowrap; border-radius: 99px; padding: 2px 10px; justify-self: start; }
.badge.pass { color: var(--good); background: var(--good-wash); }
.badge.fail { color: var(--bad); background: var(--bad-wash); }
.badge.inconclusive { color: var(--unsure); background: var(--unsure-wash); }

.scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 6px 10px; white-space: nowrap; font-weight: 400; }
th.figure, td.figure { text-align: right; }
thead th { color: var(--dim); border-bottom: 1px solid var(--rule); }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
.scroll + button { margin-top: 10px; }

.identity { display: flex; flex-wrap: wrap; gap: 10px 26px; }
.identity li { position: relative; display: flex; flex-direction: column; flex: 1 1 118px; max-width: 200px; background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 10px 14px; }
.identity b { font-size: 21px; line-height: 1.25; }
.identity .dim { font-size: 12px; line-height: 1.35; }
.identity .operator:not(:empty) { position: absolute; left: -25px; top: 14px; width: 22px; text-align: center; font-weight: 700; font-size: 15px; line-height: 22px; }
.pairs { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 18px; margin-top: 14px; font-size: 14px; }
.pairs dt { color: var(--dim); }
.pairs dd { overflow-wrap: anywhere; unicode-bidi: isolate; }
.columns { display: grid; grid-template-columns: 3fr 2fr; gap: 24px; margin-top: 18px; }
.columns .pairs { margin-top: 6px; }
.command-label { color: var(--dim); font-size: 13px; margin-bottom: 4px; }
pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; padding: 10px 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
.command { user-select: all; -webkit-user-select: all; }
details { margin-top: 18px; }
summary { cursor: pointer; }
.stderr { margin-top: 8px; max-height: 320px; overflow: auto; unicode-bidi: isolate; }

@media (max-width: 760px) {
  .checks li { grid-template-columns: auto 1fr; gap: 4px 10px; }
  .checks .summary, .checks .limit { grid-column: 1 / -1; white-space: normal; }
  .columns { grid-template-columns: 1fr; }
  .pairs { grid-template-columns: 1fr; gap: 0; }
  .pairs dd { margin-bottom: 8px; }
  .identity { gap: 0; border: 1px solid var(--rule); border-radius: 10px; background: var(--paper); overflow: hidden; }
  .identity li { flex: 1 1 100%; max-width: none; display: grid; grid-template-columns: 14px 84px 1fr; gap: 0 10px; align-items: baseline; border: 0; border-radius: 0; padding: 6px 12px; }
  .identity li + li { border-top: 1px solid var(--rule); }
  .identity b { font-size: 16px; text-align: right; }
  .identity .dim { grid-column: 3; }
  .identity .operator, .identity .operator:not(:empty) { position: static; width: auto; background: none; }
}

@media print {
  body { background: #fff; font-size: 12px; }
  main { max-width: none; padding: 0; }
  .help, .buttons, .readout:not(.pointed), .needle, .needle-time, .scroll + button { display: none !important; }
  .happened-section { grid-template-columns: minmax(0, 1fr); }
  aside { position: static; }
  section, .card, .checks li, tr, .identity li { break-inside: avoid; }
  .happened-section, #deaths { break-inside: auto; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
