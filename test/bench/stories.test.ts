import { describe, expect, it } from 'vitest';
import { peers } from '../../bench/peers/peers.js';
import { cellsOf, runOf, stories } from '../../bench/peers/stories.js';

const names = (cells: ReturnType<typeof cellsOf>): string[] =>
  cells.map(({ peer, story }) => `${peer.name} ${story.name}`);

describe('the cells', () => {
  it('name scenarios that there are', () => {
    for (const cell of cellsOf(peers, stories)) expect(runOf(cell, '/nowhere').scenario.name).toBe(cell.story.scenario);
  });

  it('ask only those to keep a ceiling who can', () => {
    const own = stories.filter(({ name }) => name === 'leak-own');
    expect(names(cellsOf(peers, own))).toEqual([
      'refork leak-own',
      'refork-guarded leak-own',
      'pm2 leak-own',
      'pm2-1s leak-own',
      'pm2-graceful leak-own',
      'cluster-service leak-own',
      'graceful-cluster leak-own',
    ]);
  });

  it('run every supervisor in every other story once at least', () => {
    for (const story of stories.filter(({ ownCeiling }) => ownCeiling !== true)) {
      const here = new Set(cellsOf(peers, [story]).map(({ peer }) => peer.package));
      expect(here).toEqual(new Set(peers.map((peer) => peer.package)));
    }
  });

  it('fit into 20 minutes with what they take besides their load', () => {
    const loadMs = cellsOf(peers, stories).map((cell) => runOf(cell, '/nowhere').options.durationMs ?? 0);
    const startAndStopMs = 4000;
    expect(loadMs.reduce((sum, ms) => sum + ms + startAndStopMs, 0)).toBeLessThan(20 * 60_000);
  });

  it('give each peer a home of its own, pm2 too', () => {
    const cell = cellsOf(peers, stories).find(({ peer }) => peer.name === 'pm2');
    expect(cell && runOf(cell, '/a/home').scenario.target?.env).toMatchObject({ HOME: '/a/home', PM2_HOME: '/a/home' });
  });
});
