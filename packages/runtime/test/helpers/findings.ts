/** Validates and shows findings in the short form that expectations are written in. */
import type { Issue } from '../../src/index.js';
import { createValidator } from '../../src/index.js';
import type { ValidateOptions } from '../../src/api.js';
import type { ProfileTable, SpecTable } from '../../src/tables/index.js';
import { miniSpec } from './mini.js';

/** `code path`, one an issue. */
export function short(issues: readonly Issue[]): string[] {
  return issues.map(({ code, path }) => `${code} ${path}`);
}

/** Issues of a value judged by the mini types and the given profiles. */
export function issuesOf(
  value: unknown,
  profiles: readonly ProfileTable[] = [],
  options: ValidateOptions = {},
): readonly Issue[] {
  return createValidator(miniSpec(profiles)).validate(value, options).issues;
}

/** Findings of a value judged by the mini types and the given profiles. */
export function findings(
  value: unknown,
  profiles: readonly ProfileTable[] = [],
  options: ValidateOptions = {},
): string[] {
  return short(issuesOf(value, profiles, options));
}

/** Findings by a specification version made for the purpose. */
export function findingsBy(spec: SpecTable, value: unknown, options: ValidateOptions = {}): string[] {
  return short(createValidator(spec).validate(value, options).issues);
}
