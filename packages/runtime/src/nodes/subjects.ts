/**
 * What a rule is about: the properties without which it holds.
 *
 * Most rules say something of one or two properties that few objects have. Which they are is told by the rule
 * itself, tried once on an object that has nothing: what it asks for before it holds is all that could have made a
 * difference, because a rule is a pure function of what it reads. So a key sequence without them needs no test.
 *
 * @module
 */
import type { Invariant, JsonObject } from '../tables/index.js';

const SUBJECTS = new WeakMap<Invariant, ReadonlySet<string> | 'unknown'>();

/** True when the rule holds for every object that has none but the given keys, whatever their values. */
export function holdsFor(rule: Invariant, keys: readonly string[]): boolean {
  let subjects = SUBJECTS.get(rule);
  if (subjects === undefined) SUBJECTS.set(rule, (subjects = findSubjects(rule) ?? 'unknown'));
  if (subjects === 'unknown') return false;
  for (const key of keys) if (subjects.has(key)) return false;
  return true;
}

/** The properties that a rule asks an empty object for; undefined when it does not hold, or looks further. */
function findSubjects(rule: Invariant): ReadonlySet<string> | undefined {
  const asked = new Set<string>();
  let looksFurther = false;
  const note = (key: string | symbol): undefined => {
    if (typeof key === 'string') asked.add(key);
    else looksFurther = true;
    return undefined;
  };
  const further = (): never[] => {
    looksFurther = true;
    return [];
  };
  const nothing = new Proxy<JsonObject>(
    {},
    {
      get: (_, key) => note(key),
      has: (_, key) => note(key) === null,
      getOwnPropertyDescriptor: (_, key) => note(key),
      ownKeys: further,
    },
  );
  const around = { resource: nothing, rootResource: nothing };
  const context = new Proxy(around, {
    get: () => {
      looksFurther = true;
      return nothing;
    },
  });
  const holds = rule.test(nothing, context);
  return holds && !looksFurther ? asked : undefined;
}
