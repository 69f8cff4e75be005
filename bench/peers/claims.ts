import { count, ms, percent } from '../../harness/words/format.js';
import type { Result } from './document.js';
import type { Figures } from './figures.js';
import type { Story } from './stories.js';

interface Ran {
  story: Story;
  label: string;
  ours: boolean;
  figures: Figures;
}

/** What the results say of refork's own fixture beside the others, a sentence each: what holds, and what does not. */
export function figuresSay(results: readonly Result[]): string[] {
  const ran = results.flatMap(({ cell: { peer, story }, outcome }): Ran[] =>
    outcome.kind === 'ran'
      ? [
          {
            story,
            label: peer.label,
            ours: peer.package === null && peer.name.startsWith('refork'),
            figures: outcome.figures,
          },
        ]
      : [],
  );
  const stories = [...new Set(ran.map(({ story }) => story))];
  return stories.flatMap((story) => {
    const here = ran.filter((each) => each.story === story);
    const ours = here.find((each) => each.ours);
    const others = here.filter((each) => !each.ours);
    return ours === undefined ? [] : sentences(story, ours.figures, others);
  });
}

type Of = (figures: Figures) => number | null;
const at = (of: Of, { figures }: Ran): number => of(figures) ?? Number.POSITIVE_INFINITY;
const costsMore = (one: Figures, other: Figures): boolean => (one.lostPerDeath ?? 0) > (other.lostPerDeath ?? 0);

function sentences({ name }: Story, ours: Figures, others: readonly Ran[]): string[] {
  const said: string[] = [];
  const compare = (what: string, of: Of, write: (n: number) => string): void => {
    const own = of(ours);
    const best = others.filter(({ figures }) => of(figures) !== null).toSorted((a, b) => at(of, a) - at(of, b))[0];
    if (own === null || best === undefined) return;
    const least = at(of, best);
    const how = own < least ? 'the least of all' : own === least ? 'as little as the best' : 'not the least';
    // Whoever drops what is in flight grows no more while it leaves.
    const price =
      own > least && costsMore(best.figures, ours) ? `, at ${best.figures.lostPerDeath?.toFixed(2)} lost a death` : '';
    said.push(`- ${name}: ${what} ${write(own)}, ${how} (${best.label}: ${write(least)}${price}).`);
  };
  compare(
    'lost a death',
    ({ lostPerDeath }) => lostPerDeath,
    (n) => n.toFixed(2),
  );
  compare('over the ceiling', ({ overshoot }) => overshoot, percent);
  compare('without a worker', ({ withoutWorkerMs }) => withoutWorkerMs, ms);
  const better = others.filter(({ figures }) => figures.verdict === 'pass' && ours.verdict !== 'pass');
  said.push(
    better.length === 0
      ? `- ${name}: no other supervisor survives where it does not.`
      : `- ${name}: ${count(better.length, 'other')} passed where it did not: ${better.map(({ label }) => label).join(', ')}.`,
  );
  return said;
}
