import fc from 'fast-check';
import type { CheckResult, RunRecord } from '../../harness/record.js';
import { aDeath, aRecord } from '../a-record.js';

/** What a target may write to do harm in a terminal, in XML, in Markdown, in HTML and in the log of a CI job. */
export const hostilePieces = [
  ...[
    '</system-err>',
    ']]>',
    '<![CDATA[',
    '<?xml?>',
    '&amp;',
    '&#0;',
    '&',
    '"',
    "'",
    '<!-- ',
    '<script>alert(1)</script>',
  ],
  ...[
    '|',
    '`',
    '```',
    '\\',
    '\\|',
    '~~~',
    '[a](javascript:x)',
    '![x](http://x/y.png)',
    '**b**',
    '_e_',
    '~~s~~',
    '$x$',
    '# ',
    '> ',
  ],
  ...[
    'https://example.com',
    'www.example.com',
    '@someone',
    '<http://x>',
    '</details>',
    '1. ',
    '- ',
    '+ ',
    '---',
    '===',
    '\n',
    '\n\n',
  ],
  ...[
    '\r',
    '\r\n',
    '\t',
    '\u0000',
    '\u0008',
    '\u001b[2J',
    '\u009b31m',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udfff',
    '\u2028',
    '\u202e',
  ],
  ...['::error::', '::stop-commands::x', '\n::warning::', '%0A', '%', ':', ',', '漢字', '👩‍👩‍👧', 'e\u0301', ' '],
];

export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...hostilePieces), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''));

/** A record in which every text that a stranger has a hand in is this one. */
export function hostileRecord(text: string): RunRecord {
  const check = (status: CheckResult['status'], name: CheckResult['name']): CheckResult => ({
    ...{ name, status, limits: {}, observed: 1, limit: 2, unit: text },
    summary: text,
  });
  return aRecord({
    scenario: text,
    story: text,
    verdict: 'fail',
    startedAt: text,
    checks: [check('fail', 'orphans'), check('inconclusive', 'loss'), check('pass', 'primary')],
    settings: { target: text, path: text, signal: text, fault: { name: text, options: text } },
    environment: { node: text, platform: text },
    deaths: [aDeath({ signal: text, exitCode: null })],
    doubts: [text],
    notes: [text],
    stderr: [text, text],
  });
}
