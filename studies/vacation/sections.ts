/** What the study shows, in words and tables. */

import type { Section } from '../../harness/index.js';
import { count, mb, ms, percent, whole } from '../../harness/words/format.js';
import { growthOf, keptBytes } from './growth.js';
import type { Lesson } from './learn.js';
import { median } from './numbers.js';
import type { Rehearsal } from './rehearsal.js';
import { hourMs, midnights, site } from './site.js';
import { type Stories, sampleEveryMs } from './stories.js';

export function measured(lessons: readonly Lesson[]): Section {
  const departures = lessons.flatMap((lesson) => lesson.departures);
  const growth = growthOf(lessons);
  const lost = departures.reduce((sum, { lostRequests }) => sum + lostRequests, 0);
  return {
    title: `Measured, in ${lessons.length} short runs with ${count(departures.length, 'recycle')}`,
    facts: [
      [
        'a request',
        `leaves ${lessons.map((lesson) => kb(keptBytes(lesson, growth))).join(', ')} behind, where ${lessons.map(({ leakedBytes }) => kb(leakedBytes)).join(', ')} were leaked on purpose`,
      ],
      ['a fresh worker', `has ${mb(growth.freshBytes)}`],
      [
        'told to go',
        `it closes its door after ${ms(median(departures.map(({ closesAfterMs }) => closesAfterMs)))}, and the next one serves after ${ms(median(departures.map(({ replacedAfterMs }) => replacedAfterMs)))} (medians)`,
      ],
      ['that cost', `${count(lost, 'request')} in all`],
    ],
  };
}

export function compared(rehearsals: readonly Rehearsal[]): Section {
  return {
    title: 'Does the simulation tell the truth? Each run, played again from what the other two taught',
    table: {
      columns: [
        { head: 'leak a request', align: 'right' },
        { head: 'recycles in the run', align: 'right' },
        { head: 'in the simulation', align: 'right' },
        { head: 'error', align: 'right' },
      ],
      rows: rehearsals.map(({ leakedBytes, real, simulated, error }) => [
        kb(leakedBytes),
        String(real),
        simulated.toFixed(1),
        error === null ? '–' : `${error < 0 ? '−' : '+'}${Math.abs(error * 100).toFixed(0)} %`,
      ]),
    },
  };
}

export function assumed({ memoryBytes, bytesPerRequest, cluster: { outcome } }: Stories, { workers }: Lesson): Section {
  return {
    title: 'Assumed',
    facts: [
      [
        'the site',
        `${whole(site.requestsPerWorkday)} requests a workday, ${percent(site.weekendShare)} of that at the weekend, up to ${percent(site.unevenness)} more or fewer by the day; few at night, most at 20:00`,
      ],
      ['that is', `${whole(outcome.requests)} requests from Friday, ${site.closesAtHour}:00, on for ${site.days} days`],
      ['the leak', `${kb(bytesPerRequest)} a request, of all of them; nothing but requests makes a worker grow`],
      [
        'memory',
        `${mb(memoryBytes)} in all; a worker must go at ${mb(site.ceilingBytes)} (there are ${workers}), a process alone dies when it has taken everything`,
      ],
      ['a departure', 'goes like one of those measured; what it loses shrinks with the pace, as less is under way'],
    ],
  };
}

export function told({ cluster, alone, restarted }: Stories): Section {
  return {
    title: `${site.days} days`,
    table: {
      columns: [
        { head: 'the site runs on' },
        { head: 'replaced', align: 'right' },
        { head: 'requests lost', align: 'right' },
        { head: 'one short', align: 'right' },
        { head: 'down', align: 'right' },
      ],
      rows: [cluster, restarted, alone].map(({ title, outcome }) => {
        const { toldAtMs, requests, lost, shortMs, nobodyMs } = outcome;
        const replaced = title === alone.title ? 0 : toldAtMs.length;
        return [
          title,
          whole(replaced),
          lost === 0 ? '0' : `${whole(lost)} (${percent(Number((lost / requests).toPrecision(2)))})`,
          span(shortMs - nobodyMs),
          span(nobodyMs),
        ];
      }),
    },
    chart: {
      title: `Memory over the ${site.days} days`,
      unit: 'MB',
      ticks: midnights.map(({ atMs, weekday }) => ({ at: atMs / sampleEveryMs, label: weekday })),
      panels: [cluster, restarted, alone].map(({ title, ceilingBytes, outcome }) => ({
        title,
        limit: { title: title === cluster.title ? 'must go' : 'dies', value: ceilingBytes / 1e6 },
        curves: outcome.memory.map((samples) =>
          samples.map((bytes) => (bytes === null ? null : Number((bytes / 1e6).toFixed(1)))),
        ),
      })),
    },
  };
}

/** A time as people say it: `11 s`, `4.6 h`, `13.2 days`. */
export function span(forMs: number): string {
  if (forMs === 0) return '–';
  if (forMs < 1000) return ms(forMs);
  if (forMs < 120_000) return `${(forMs / 1000).toFixed(0)} s`;
  if (forMs < 2 * hourMs) return `${(forMs / 60_000).toFixed(0)} min`;
  return forMs < 48 * hourMs ? `${(forMs / hourMs).toFixed(1)} h` : `${(forMs / (24 * hourMs)).toFixed(1)} days`;
}

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
