/**
 * Arguments of functions: how many, and of what form.
 *
 * @module
 */
import { FhirPathError } from './syntax.js';
import type { Syntax } from './syntax.js';

/** Checks how many arguments a function is given. */
export function arity(call: Syntax & { kind: 'call' }, count: number): void {
  if (call.args.length !== count) throw new FhirPathError(`${call.name}() takes ${count} arguments`, call.at);
}

/** The one argument of a function. */
export function argument(call: Syntax & { kind: 'call' }): Syntax {
  arity(call, 1);
  const [first] = call.args;
  if (first === undefined) throw new FhirPathError(`${call.name}() takes an argument`, call.at);
  return first;
}

/** Text written out in the expression. */
export function literalText(syntax: Syntax): string {
  if (syntax.kind === 'literal' && typeof syntax.value === 'string') return syntax.value;
  throw new FhirPathError('a text literal is expected', syntax.at);
}

/**
 * Reads a type name given as an argument, as in `ofType(Quantity)`.
 *
 * @param argument - the argument's syntax
 * @returns the name, without namespace
 */
export function typeArgument(argument: Syntax): string {
  if (argument.kind === 'member' && (argument.of === undefined || argument.of.kind === 'member'))
    return argument.name;
  throw new FhirPathError('a type name is expected', argument.at);
}
