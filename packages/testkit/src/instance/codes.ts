/**
 * Chooses codes that satisfy bindings.
 *
 * @module
 */
import type { BindingNode } from '@gpconnect/runtime/nodes';
import { UNLISTED_CODES } from './samples.js';

/** A code with the system that defines it. */
export interface ChosenCode {
  readonly system: string;
  readonly code: string;
}

/** What is known of the code before it is chosen. */
export interface CodeWish {
  readonly system?: string;
  readonly code?: string;
  /** Codes that are not wanted. */
  readonly not?: ReadonlySet<string>;
}

const STRENGTHS = ['required', 'extensible', 'preferred', 'example'];

/**
 * The first code, in definition order, that every binding has as a member or cannot deny; weaker bindings are given
 * up before stronger ones.
 *
 * @returns undefined where not even the strongest binding has such a code
 */
export function chooseCode(bindings: readonly BindingNode[], wish: CodeWish = {}): ChosenCode | undefined {
  const published = bindings
    .filter(({ isPublished }) => isPublished)
    .sort((a, b) => STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength));
  for (let count = published.length; count > 0; count--) {
    const inForce = published.slice(0, count);
    const first = inForce[0]!;
    for (const [system, codes] of first.codesBySystem) {
      if (wish.system !== undefined && wish.system !== system) continue;
      const candidates = codes === 'unlisted' ? [wish.code ?? unlistedCode(system)] : codes;
      for (const code of candidates) {
        if (wish.code !== undefined && wish.code !== code) continue;
        if (wish.not?.has(code) === true) continue;
        if (inForce.every((binding) => binding.ask(system, code) !== 'not-member')) return { system, code };
      }
    }
    if (first.strength === 'required' && count === 1) return undefined;
  }
  return undefined;
}

/** A code for a system whose codes are not shipped. */
export function unlistedCode(system: string): string {
  return UNLISTED_CODES[system] ?? 'X1';
}
