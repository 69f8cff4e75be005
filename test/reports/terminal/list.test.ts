import { describe, expect, it } from 'vitest';
import { list } from '../../../reports/terminal/list.js';
import { plain } from '../../../reports/terminal/style.js';

describe('list', () => {
  const scenarios = [
    { name: 'leak', story: 'Workers leak.', group: 'Leaks' },
    { name: 'crash', story: 'A worker throws.', group: 'Crashes' },
    { name: 'heap-leak', story: 'A leak that V8 sees.', group: 'Leaks' },
    { name: 'calm', story: 'Nothing happens.' },
  ];

  it('puts scenarios of a group together, those without one first', () => {
    expect(list(scenarios, plain)).toBe(
      [
        'Scenarios',
        '  calm       Nothing happens.',
        '',
        'Leaks',
        '  leak       Workers leak.',
        '  heap-leak  A leak that V8 sees.',
        '',
        'Crashes',
        '  crash      A worker throws.',
        '',
      ].join('\n'),
    );
  });
});
