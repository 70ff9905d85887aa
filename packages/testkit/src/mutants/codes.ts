/**
 * What a validator has to say of codes, by the binding they break.
 *
 * @module
 */
import { isArray, type BindingNode } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { isObject } from '../instance/json.js';

/** The finding by strength of the binding. */
export const BINDING_CODES = {
  required: { code: 'binding.required', severity: 'error' },
  extensible: { code: 'binding.extensible', severity: 'warning' },
  preferred: { code: 'binding.preferred', severity: 'information' },
  // Of an example binding nothing is said; codes are looked up by strength all the same.
  example: { code: 'binding.preferred', severity: 'information' },
} as const;

/** True where no code of a value is, or could be, of the value set. */
export function isStray(binding: BindingNode, value: JsonValue): boolean {
  if (!binding.isPublished) return false;
  if (typeof value === 'string') return binding.ask(undefined, value) === 'not-member';
  if (!isObject(value)) return false;
  const { coding } = value;
  const codings = 'coding' in value || !('code' in value) ? (isArray(coding) ? coding : []) : [value];
  return codings.every((item) => {
    if (!isObject(item)) return true;
    const { system, code } = item;
    return (
      typeof system !== 'string' || typeof code !== 'string' || binding.ask(system, code) === 'not-member'
    );
  });
}
