const ours: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM']);

/** Whether a connection could not be made, for this machine had no descriptor, port or memory left: that says nothing of the target. */
export const isOurShortage = ({ code }: NodeJS.ErrnoException): boolean => ours.has(code);
