/**
 * What a validator has to say of codes, by the binding they break.
 *
 * @module
 */
import type { IssueCode, Severity } from '@gpconnect/runtime';
import { isArray, type BindingNode } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { isObject } from '../instance/json.js';

/** The finding by strength of the binding, of a code that exists. */
const BY_STRENGTH = {
  required: { code: 'binding.required', severity: 'error' },
  extensible: { code: 'binding.extensible', severity: 'warning' },
  preferred: { code: 'binding.preferred', severity: 'information' },
  // Of an example binding nothing is said; codes are looked up by strength all the same.
  example: { code: 'binding.preferred', severity: 'information' },
} as const;

/** What is found of a value that is astray: a code that its system lacks is an error whatever the strength. */
export function strayFinding(binding: BindingNode, value: JsonValue): StrayFinding {
  const isUnknown =
    binding.knowsWholeSystems &&
    codingsOf(value).some(
      (one) =>
        isObject(one) &&
        one['version'] === undefined &&
        binding.lacks(String(one['system']), String(one['code'])),
    );
  return isUnknown ? { code: 'binding.unknown-code', severity: 'error' } : BY_STRENGTH[binding.strength];
}

/** A finding of codes. */
export interface StrayFinding {
  readonly code: IssueCode;
  readonly severity: Severity;
}

/** True where no code of a value is, or could be, of the value set. */
export function isStray(binding: BindingNode, value: JsonValue): boolean {
  if (!binding.isPublished) return false;
  if (typeof value === 'string') return binding.ask(undefined, value) === 'not-member';
  if (!isObject(value)) return false;
  return codingsOf(value).every((item) => {
    if (!isObject(item)) return true;
    const { system, code } = item;
    return (
      typeof system !== 'string' || typeof code !== 'string' || binding.ask(system, code) === 'not-member'
    );
  });
}

/** The codings of a concept; a coding or quantity itself; none of a plain code. */
function codingsOf(value: JsonValue): readonly JsonValue[] {
  if (!isObject(value)) return [];
  const { coding } = value;
  return 'coding' in value || !('code' in value) ? (isArray(coding) ? coding : []) : [value];
}
