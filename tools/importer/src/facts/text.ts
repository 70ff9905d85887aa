import type { Finding } from '../findings.js';
import { summarise } from '../findings.js';

/** Collects what one definition needed, and turns it into findings at the end: one a code, however many places. */
export class Notes {
  readonly #examples = new Map<Finding['code'], Set<string>>();

  /** Records a place or value under a code. */
  add(code: Finding['code'], example: string): void {
    const known = this.#examples.get(code);
    if (known) known.add(example);
    else this.#examples.set(code, new Set([example]));
  }

  /** The findings, sorted by code. */
  findings(): readonly Finding[] {
    return [...this.#examples]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, examples]) => ({ code, detail: summarise(examples) }));
  }
}

/** A canonical, code or name without the XML blanks around it. */
export function trimmed(value: string | undefined, notes: Notes): string | undefined {
  if (value === undefined) return undefined;
  const clean = value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  if (clean !== value) notes.add('stray-blank', JSON.stringify(value));
  return clean;
}

/** A date; a time without zone is not a FHIR dateTime, so only its day is kept. */
export function dateOf(value: string | undefined, notes: Notes): string | undefined {
  const clean = trimmed(value, notes);
  if (clean === undefined || !/T[0-9:.]+$/.test(clean)) return clean;
  notes.add('date-without-zone', clean);
  return clean.slice(0, clean.indexOf('T'));
}

/** A copy without the properties that are undefined; the order stays. */
export function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
