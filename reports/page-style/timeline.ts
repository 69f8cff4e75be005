/** The timeline, its readout and the story of a death. */
export const timelineStyle = `
.happened-section { display: grid; grid-template-columns: minmax(0, 1fr) 312px; gap: 18px; align-items: start; }
.happened-head { grid-column: 1 / -1; }
.happened-head h2 { margin-bottom: 2px; }
.timeline { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 8px 0 12px; min-width: 0; }
.stack { position: relative; cursor: crosshair; user-select: none; -webkit-user-select: none; touch-action: pan-y; border-radius: 8px; }
.stack.on-death { cursor: pointer; }
.stack > * { position: relative; }
.stack canvas { display: block; }
.stack > .bands, .stack > .needle, .stack > .needle-time, .stack > .selection { position: absolute; top: 0; left: 0; pointer-events: none; }
.chapters { height: 24px; }
.panel-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 14px; padding: 9px 14px 2px 52px; }
.panel-head h3 { font-size: 13px; }
.legend { display: flex; flex-wrap: wrap; gap: 0 12px; color: var(--dim); font-size: 12px; }
.entry { white-space: nowrap; }
.panel-head button { margin-left: auto; align-self: center; }
.stack > .needle { bottom: 0; width: 1px; background: var(--ink); opacity: 0.65; }
.stack > .needle-time {
  transform: translateX(-50%); top: 2px; padding: 0 6px; border-radius: 4px; font-size: 12px; line-height: 20px;
  background: var(--ink); color: var(--paper); font-variant-numeric: tabular-nums; white-space: nowrap;
}
.stack > .selection { bottom: 0; background: var(--link); opacity: 0.16; }
.help { padding: 8px 14px 0 52px; font-size: 12px; line-height: 1.45; color: var(--dim); }

.swatch { display: inline-block; width: 16px; height: 9px; margin-right: 5px; vertical-align: baseline; }
.bar-serving { background: var(--slot-0); }
.bar-booting { background: repeating-linear-gradient(45deg, var(--slot-0) 0 1.2px, transparent 1.2px 4px); }
.bar-draining { background: repeating-linear-gradient(-45deg, var(--slot-0) 0 2.4px, transparent 2.4px 4.2px); }
.bar-vacant { height: 2px; margin-bottom: 4px; background: var(--bad); }
[class*="swatch mark-"] { width: 13px; height: 13px; border: 1.5px solid var(--bad); border-radius: 50%; vertical-align: -2px; display: inline-grid; place-items: center; font: bold 9px/1 system-ui, sans-serif; color: var(--bad); }
.swatch.mark-ceiling { border-color: var(--slot-0); }
.swatch.mark-ceiling::after { content: ""; width: 5px; height: 5px; border-radius: 50%; background: var(--slot-0); }
.swatch.mark-fault::after { content: "✕"; }
.swatch.mark-forced::after { content: ""; width: 5px; height: 5px; background: var(--bad); }
.swatch.mark-unknown::after { content: "?"; }
.swatch.mark-recycle { border: 0; border-radius: 0; width: 9px; height: 8px; background: var(--slot-0); clip-path: polygon(0 0, 100% 0, 50% 100%); vertical-align: 0; }
.line-dashed { height: 0; border-top: 1.5px dashed var(--ink); margin-bottom: 4px; }
.line-faint { height: 1.5px; background: var(--dim); margin-bottom: 4px; }
.line-strong { height: 1.5px; background: var(--ink); margin-bottom: 4px; }
.area-good { background: var(--good-wash); border-top: 1.5px solid var(--good); }
.area-bad { background: var(--bad); }
.area-outage { background: var(--outage-tint); outline: 1px solid var(--rule); }

aside { position: sticky; top: 14px; display: grid; gap: 14px; min-width: 0; }
.readout h3 { font-size: 15px; }
.readout h3 .figure { font-size: 19px; }
.presences { margin: 8px 0; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); padding: 6px 0; }
.presences li { display: flex; align-items: baseline; gap: 8px; font-size: 14px; }
.presences .dot { flex: none; width: 10px; height: 10px; border-radius: 3px; }
.presences .who { white-space: nowrap; }
.presences .figure { margin-left: auto; }
.state.booting, .state.draining { color: var(--unsure); }
.state.serving { color: var(--good); }
.facts div { display: flex; justify-content: space-between; gap: 12px; font-size: 14px; }
.facts dt { color: var(--dim); }
.facts dd { text-align: right; }
.happened { margin-top: 8px; padding-top: 6px; border-top: 1px solid var(--rule); font-size: 13px; overflow-wrap: anywhere; }
.happened li::before { content: "· "; color: var(--dim); }

.story-card h3 { font-size: 19px; margin-bottom: 4px; }
.story-card h3 .dim { font-size: 13px; }
.story-card p:not(.eyebrow) { font-size: 14px; }
.scale { margin: 12px 0 10px; display: grid; gap: 4px; }
.scale-row { display: flex; align-items: center; gap: 8px; font-size: 12px; color: var(--dim); }
.scale-row .name { width: 20px; text-align: right; font-variant-numeric: tabular-nums; }
.track { position: relative; flex: 1; height: 14px; overflow: hidden; }
.bar { position: absolute; top: 0; bottom: 0; }
.bar.serving { background: var(--slot-0); }
.bar.draining { background: repeating-linear-gradient(-45deg, var(--slot-0) 0 2.4px, transparent 2.4px 4.2px); }
.bar.booting { background: repeating-linear-gradient(45deg, var(--slot-0) 0 1.2px, transparent 1.2px 4px); }
.bar.vacant { top: 6px; bottom: 6px; background: var(--bad); }
.steps { border-top: 1px solid var(--rule); margin-bottom: 10px; font-size: 13px; }
.steps li { display: grid; grid-template-columns: 1fr auto 62px; gap: 8px; padding: 4px 0; border-bottom: 1px solid var(--rule); }
.steps .figure { text-align: right; white-space: nowrap; }
.steps .replacement .words { color: var(--good); }
.buttons { display: flex; flex-wrap: wrap; gap: 6px; }

@media (max-width: 980px) {
  .happened-section { grid-template-columns: minmax(0, 1fr); }
  aside { position: static; }
}
@media (max-width: 760px) {
  .timeline { margin: 0 -14px; border-left: 0; border-right: 0; border-radius: 0; }
  .help { padding-left: 14px; }
  /* What a finger points at stays in sight, at the foot of the screen. */
  .readout.pointed { position: fixed; z-index: 2; left: 0; right: 0; bottom: 0; max-height: 45vh; overflow-y: auto; border-radius: 12px 12px 0 0; box-shadow: 0 -4px 24px #0003; }
}
`;
