/**
 * The one error that the public functions throw for wrong use.
 *
 * @module
 */

/**
 * A function of this project was called wrongly: an argument or option is not what its documentation allows. Whatever
 * is wrong with a payload is in the report instead; this error is for the caller's own code to mend.
 *
 * The message names the argument, says what is allowed and what kind of thing was given. It never holds a value, which
 * could be a patient's.
 *
 * @example
 * ```ts
 * validate(value, { maxIssues: -1 });
 * // MisuseError: options.maxIssues: expected a whole number of 1 or more; found a negative number.
 * ```
 */
export class MisuseError extends TypeError {
  override readonly name = 'MisuseError';
  /** The argument or option that was wrong: `text`, `options.maxIssues`. */
  readonly argument: string;

  /**
   * @param argument - The argument or option: `text`, `options.maxIssues`.
   * @param expected - What is allowed, as a phrase.
   * @param found - What was given, as a phrase without its value.
   */
  constructor(argument: string, expected: string, found: string) {
    super(`${argument}: expected ${expected}; found ${found}.`);
    this.argument = argument;
  }
}

/** The kind of a value, without the value. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return value === '' ? 'an empty string' : 'a string';
    case 'number':
      return kindOfNumber(value);
    case 'object':
      return kindOfObject(value);
    default:
      return `a ${typeof value}`;
  }
}

function kindOfNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === 0) return 'zero';
  if (value < 0) return 'a negative number';
  if (value === Infinity) return 'infinity';
  return Number.isInteger(value) ? 'a whole number' : 'a fraction';
}

function kindOfObject(value: object): string {
  if (Array.isArray(value)) return 'an array';
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'bytes';
  if (value instanceof Promise) return 'a promise';
  return value instanceof Date ? 'a Date' : 'an object';
}
