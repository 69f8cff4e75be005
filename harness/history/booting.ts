import type { Death, Phases } from '../record.js';

/** When the load stopped, its replacement had been forked and did not listen on the tested port yet. */
export const isBooting = ({ replacedBy, atMs }: Death, { loadUntilMs }: Phases): boolean =>
  replacedBy !== null && (atMs.listening === null || atMs.listening > loadUntilMs);
