// A clock that somebody sets back by an hour, a second and a half after the program began.
const RealDate = Date;
const tellsUntil = RealDate.now() + 1500;
const now = () => (RealDate.now() < tellsUntil ? RealDate.now() : RealDate.now() - 3_600_000);
globalThis.Date = class extends RealDate {
  static now = now;
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }
};
