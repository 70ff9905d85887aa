/**
 * Options of `gpconnect validate`, checked.
 *
 * @module
 */
import { primitiveChecks, type ValidateOptions } from '@gpconnect/runtime';
import { UsageError } from '../usage-error.js';
import { didYouMean } from '../did-you-mean.js';
import type { FailOn } from '../report/model.js';

/** The formats a report can have. */
export const FORMATS = ['pretty', 'json', 'junit', 'sarif', 'github'] as const;
/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** Options as the parser of the command line hands them over: text and flags. */
export interface RawValidateOptions {
  readonly spec?: string;
  readonly profile?: string;
  readonly profiles?: string;
  readonly interaction?: string;
  readonly direction?: string;
  readonly format?: string;
  readonly asPublished?: boolean;
  readonly failOn?: string;
  readonly maxIssues?: string;
  readonly now?: string;
  readonly showValues?: boolean;
}

/** Options with every value known to be allowed. */
export interface ValidateCommandOptions {
  readonly spec: string | undefined;
  readonly profile: string | undefined;
  readonly format: Format;
  readonly failOn: FailOn;
  /** Handed to the validator as they are. */
  readonly validate: Omit<ValidateOptions, 'profile'>;
}

/**
 * Checks raw options.
 *
 * @throws UsageError for a value that is not allowed.
 */
export function checkOptions(raw: RawValidateOptions): ValidateCommandOptions {
  return {
    spec: raw.spec,
    profile: raw.profile,
    format: oneOf('--format', raw.format, FORMATS) ?? 'pretty',
    failOn: oneOf('--fail-on', raw.failOn, ['error', 'warning'] as const) ?? 'error',
    validate: {
      ...given('profiles', oneOf('--profiles', raw.profiles, ['claimed', 'spec', 'both'] as const)),
      ...given('interaction', raw.interaction),
      ...given('direction', oneOf('--direction', raw.direction, ['request', 'response'] as const)),
      ...given('asPublished', raw.asPublished),
      ...given('showValues', raw.showValues),
      ...given('maxIssues', positive('--max-issues', raw.maxIssues)),
      ...given('now', instant('--now', raw.now)),
    },
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}

function oneOf<const T extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new UsageError(
    `${option}: expected ${allowed.join(', ')}; found "${value}".${didYouMean(value, allowed)}`,
  );
}

function positive(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9][0-9]{0,8}$/.test(value)) return Number(value);
  throw new UsageError(`${option}: expected a whole number of 1 or more; found "${value}".`);
}

function instant(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  // As instants of payloads are checked: of a day that exists, with a zone.
  if (primitiveChecks('STU3').instant(value) === undefined) return value;
  throw new UsageError(
    `${option}: expected an instant of a day that exists, such as 2024-06-03T09:00:00Z; found "${value}".`,
  );
}
