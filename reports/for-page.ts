import { printable } from './plain-text.js';

const longestText = 2000;

/**
 * JSON for the page, with every text in it on one line and made harmless to read: no control characters, no turned writing,
 * and cut where a target wrote megabytes. What is no text is as it was.
 */
export const forPage = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? printable(each, longestText) : each));
