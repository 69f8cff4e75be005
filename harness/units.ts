/** Sizes and times as people write them, to bytes and milliseconds and back. */

export const kib = (n: number): number => n * 1024;
export const mib = (n: number): number => n * 1024 ** 2;
export const gib = (n: number): number => n * 1024 ** 3;
export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;
