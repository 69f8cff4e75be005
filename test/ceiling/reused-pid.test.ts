import { readSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { procSampler } from '../../harness/ceiling/proc-sampler.js';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, readSync: vi.fn(fs.readSync) };
});

it.runIf(process.platform === 'linux')(
  'a pid that was seen to die is dead until it is forgotten, though it lives again',
  () => {
    using sampler = procSampler();
    expect(sampler.rssBytes(process.pid)).toBeGreaterThan(0);
    vi.mocked(readSync).mockImplementationOnce(() => {
      throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
    });
    expect(sampler.rssBytes(process.pid)).toBeNull();
    expect(sampler.rssBytes(process.pid)).toBeNull();
    sampler.forget(process.pid);
    expect(sampler.rssBytes(process.pid)).toBeGreaterThan(0);
  },
);
