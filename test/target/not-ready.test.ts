import { describe, expect, it } from 'vitest';
import { lastWords, type NotReady, whyNotAnswered, whyNotReady } from '../../harness/target/not-ready.js';
import { exited, forked, listened, port } from '../history/a-history.js';

const notReady = (part: Partial<NotReady>) =>
  whyNotReady({ events: [], port, exit: null, agents: 1, waitedMs: 30_000, stderr: [], ...part });
const why = (part: Partial<NotReady> = {}): string => notReady(part).message;

describe('a target that does not come to serve', () => {
  it('listens elsewhere, and that port is offered, though it may have ended since', () => {
    const events = [forked(1, 1), listened(70, 1, 8080)];
    const said = `The target listens on port 8080, not on ${port}, which it was given as PORT. `;
    expect(why({ events })).toBe(`${said}Let it read process.env.PORT, or say where it listens: --port 8080.`);
    expect(why({ events, exit: { code: 1, signal: null } })).toContain('--port 8080');
  });

  it('ended, with its status or by a signal', () => {
    expect(why({ exit: { code: 1, signal: null } })).toBe(
      `The target ended with status 1 before it listened on port ${port}. Start it by hand to see why.`,
    );
    expect(why({ exit: { code: null, signal: 'SIGKILL' } })).toMatch(/^The target ended by SIGKILL before/);
  });

  it('is no Node program where no agent reported', () => {
    expect(why({ agents: 0 })).toMatch(/^No Node process of the target reported within 30 s, .* Node program/);
  });

  it('is no clustered program where nothing was forked, and --app is offered', () => {
    expect(why({ waitedMs: 1400 })).toMatch(/^The target forked no worker within 1 s\. .* --app FILE/);
  });

  it('forked workers of which some died', () => {
    const events = [forked(1, 1), forked(2, 2), forked(3, 3), exited(50, 1), exited(51, 2)];
    expect(why({ events })).toBe(
      `The target forked 3 workers, 2 of which died, and none listened on port ${port} within 30 s.`,
    );
  });

  it('forked workers that do not listen', () => {
    expect(why({ events: [forked(1, 1)] })).toBe(
      `The target forked 1 worker, but none listened on port ${port} within 30 s. ` +
        'It is given its port as PORT; or say where it listens with --port.',
    );
  });

  it.each([
    ['Error: spawn /usr/bin/node EAGAIN', 'ulimit -u'],
    ['pthread_create: Resource temporarily unavailable', 'ulimit -u'],
    ['Assertion failed: (0) == (uv_thread_create(t.get(), start_thread, this))', 'ulimit -u'],
    ['Error: EMFILE: too many open files', 'ulimit -n'],
    ['fork: Cannot allocate memory', 'ulimit -v'],
  ])('says what it was short of where it told: %s', (line, limit) => {
    expect(why({ stderr: ['starting', line] })).toContain(`short of`);
    expect(why({ stderr: ['starting', line] })).toContain(limit);
    expect(why({ stderr: ['starting', 'an AGAIN, and EMFILED'] })).not.toContain('short of');
  });

  it('is diagnosed for who can say it better, with the figures', () => {
    const diagnosed = (part: Partial<NotReady>) => notReady(part).diagnosis;
    const [one, other] = [forked(1, 1), forked(2, 2)];
    expect(diagnosed({ events: [one, listened(70, 1, 8080)] })).toEqual({ kind: 'listens-elsewhere', port: 8080 });
    const exit = { code: 1, signal: null };
    expect(diagnosed({ events: [one], exit })).toEqual({ kind: 'ended', code: 1, signal: null, forks: 1 });
    expect(diagnosed({ events: [one, other, exited(50, 1)] })).toEqual({ kind: 'workers-die', forks: 2, exits: 1 });
    expect(whyNotAnswered('/', 'no answer within 10 ms', []).diagnosis).toMatchObject({ kind: 'never-answers' });
  });

  it('has its own last words below the reason', () => {
    expect(
      why({ stderr: ['boom'], exit: { code: 1, signal: null } })
        .split('\n')
        .slice(1),
    ).toEqual(['Its last words on stderr:', '  boom']);
  });
});

describe('last words', () => {
  it('are none where nothing but blanks was said', () => {
    expect(lastWords([])).toEqual([]);
    expect(lastWords(['', '  '])).toEqual([]);
  });

  it('leave out the frames of a stack, which are not what is wrong', () => {
    const stack = ['Error: boom', '    at start (/srv/app.js:3:9)', '\tat node:internal/main', 'Node.js v20.20.2'];
    expect(lastWords(stack).slice(1)).toEqual(['  Error: boom', '  Node.js v20.20.2']);
  });

  it('are the last twelve lines', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
    expect(lastWords(lines).slice(1)).toEqual(lines.slice(-12).map((line) => `  ${line}`));
  });

  it("do nothing to the user's terminal", () => {
    const said = lastWords(['\u001b[31mred\u001b[0m', 'over\rwritten', '\u001b[2Jping', 'ping\u0007pong']);
    expect(said.slice(1)).toEqual(['  red', '  over written', '  ping', '  ping pong']);
  });
});
