import {
  each,
  flag,
  func,
  type Guard,
  listOf,
  mistakesByPart,
  number,
  objectOf,
  oneOf,
  orMissing,
  tableOf,
  text,
} from '../guard.js';
import { checkNames } from '../record.js';
import { enforcers } from '../run-options.js';

const optional = (inner: Guard, ...names: string[]): Record<string, Guard> => each(orMissing(inner), ...names);
const check = oneOf(checkNames);

const parts: Record<string, Guard> = {
  ...each(text, 'name', 'story'),
  ...optional(text, 'group'),
  ...optional(oneOf([true]), 'takesSingleProcess'),
  target: orMissing(
    objectOf({
      file: text,
      ...optional(listOf(text), 'args'),
      ...optional(tableOf(text), 'env'),
      ...optional(flag, 'bareEnvironment'),
    }),
  ),
  fault: orMissing(
    objectOf({
      name: text,
      ...optional(text, 'module'),
      strike: orMissing(
        objectOf({
          signal: text,
          to: oneOf(['worker', 'primary']),
          lethal: flag,
          ...optional(number, 'everyMs', 'afterMs'),
        }),
      ),
    }),
  ),
  ceiling: orMissing(tableOf(number)),
  enforce: orMissing(oneOf(enforcers)),
  ...optional(number, 'graceMs'),
  load: objectOf({
    ...each(number, 'connections', 'durationMs'),
    ...optional(number, 'rate', 'steadyMs', 'recoveryMs', 'timeoutMs'),
    also: orMissing(
      listOf(
        objectOf({
          path: text,
          connections: number,
          ...optional(text, 'method'),
          ...optional(number, 'bodyBytes', 'rate'),
          ...optional(oneOf([true]), 'newConnections'),
        }),
      ),
    ),
  }),
  checks: listOf(objectOf({ name: check, limits: tableOf(number), judge: func })),
  expectation: orMissing(objectOf({ fails: check, consequences: listOf(check) })),
};

/** What keeps a value from being a scenario at all: of each of its parts the first thing that is of another kind. */
export const shapeMistakes = (value: unknown): string[] => mistakesByPart(parts, 'a scenario', value);
