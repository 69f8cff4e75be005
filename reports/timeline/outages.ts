import type { Series } from '../../harness/record.js';

/** From `fromMs` to before `untilMs`. */
export interface Span {
  fromMs: number;
  untilMs: number;
}

/**
 * The spans in which probes failed and none was answered, to the width of the series' own. A span without any probe joins two
 * outages but begins none: nobody asked, so nobody knows.
 */
export function outagesOf({ everyMs, probesAnswered, probesFailed }: Series): Span[] {
  const outages: Span[] = [];
  let open: Span | null = null;
  for (const [i, failed] of probesFailed.entries()) {
    if ((probesAnswered[i] ?? 0) > 0) {
      open = null;
    } else if (failed > 0) {
      if (open === null) {
        open = { fromMs: i * everyMs, untilMs: 0 };
        outages.push(open);
      }
      open.untilMs = (i + 1) * everyMs;
    }
  }
  return outages;
}
