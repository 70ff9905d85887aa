import type { Draft } from './draft.js';

/** The choice among elements that a renamed path means: `value[x]` for `valueQuantity`. */
export function choiceOf(elements: readonly Draft[], name: string): Draft | undefined {
  return elements.find((element) => typeOfName(element, name) !== undefined);
}

/** The type that a renamed path means, if the element is a choice and has it in the base type. */
export function typeOfName(choice: Draft, name: string): string | undefined {
  const stem = choice.name.slice(0, -3);
  if (!choice.name.endsWith('[x]') || !name.startsWith(stem)) return undefined;
  const rest = name.slice(stem.length);
  // The base type decides: a profile further up may have narrowed the choice already.
  return choice.baseTypes.find(({ code }) => code.charAt(0).toUpperCase() + code.slice(1) === rest)?.code;
}
