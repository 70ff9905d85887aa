/**
 * FHIRPath to TypeScript: turns the invariants of the base specification into
 * plain functions.
 *
 * @module
 */
import type { InvariantFacts } from '../facts/types.js';
import { analyse } from './analyse.js';
import { Printer } from './printer.js';
import { Schema } from './schema.js';
import type { TypeShape } from './schema.js';
import { FhirPathError, parse } from './syntax.js';

export { FhirPathError } from './syntax.js';
export type { ElementShape, TypeShape } from './schema.js';

/** An invariant as generated code states it. */
export interface CompiledInvariant extends Omit<InvariantFacts, 'pass' | 'fail'> {
  /** Identifier of the function, unique among all invariants: `per1OnPeriod`. */
  readonly name: string;
  /** The function: an arrow function of the type `Invariant['test']`, ES2022 and TypeScript alike. */
  readonly source: string;
  /** Names it uses from `@gpconnect/runtime/tables`, sorted. */
  readonly helpers: readonly string[];
  /**
   * Constants it uses, to be declared once in the module that holds it:
   * `const name = source;`. Invariants that share a name share the source.
   */
  readonly constants: readonly { readonly name: string; readonly source: string }[];
}

/** An invariant that cannot be compiled. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  /** @param facts - the invariant; @param cause - what is wrong, and where in its expression */
  constructor(facts: InvariantFacts, cause: FhirPathError) {
    super(`${facts.on} ${facts.key}: ${cause.message} in "${facts.expression}"`, { cause });
  }
}

/**
 * Compiles invariants.
 *
 * @param facts - the registry
 * @param types - every base type that the expressions mention, by name
 * @returns one compiled invariant for each fact, in the same order
 * @throws InvariantError where an expression does not fit the types or uses what is not supported
 */
export function compileInvariants(
  facts: readonly InvariantFacts[],
  types: ReadonlyMap<string, TypeShape>,
): readonly CompiledInvariant[] {
  const schema = new Schema(types);
  const names = new Set<string>();
  return facts.map((invariant) => {
    const name = nameOf(invariant);
    if (names.has(name)) throw new Error(`two invariants ${invariant.key} on ${invariant.on}`);
    names.add(name);
    try {
      return compile(invariant, name, schema);
    } catch (error) {
      if (error instanceof FhirPathError) throw new InvariantError(invariant, error);
      throw error;
    }
  });
}

function compile(invariant: InvariantFacts, name: string, schema: Schema): CompiledInvariant {
  const { key, on, path, severity, requirement, expression } = invariant;
  const syntax = parse(expression);
  const types = schema.typesAt(path);
  if (types.length === 0) throw new FhirPathError(`no element ${path}`, syntax.at);
  const [root = ''] = path.split('.');
  const { truth, self } = analyse(syntax, {
    schema,
    types,
    resource: schema.isResource(root) ? root : 'Resource',
  });
  const { source, helpers, constants } = new Printer(name).print(truth, self);
  return {
    key,
    on,
    path,
    severity,
    requirement,
    expression,
    name,
    source,
    helpers,
    constants: [...constants].map(([name, source]) => ({ name, source })),
  };
}

/** `per-1` on `Period` is `per1OnPeriod`. */
function nameOf({ key, on }: InvariantFacts): string {
  const [first = '', ...rest] = key.split('-');
  return `${first}${rest.join('').replace(/\W/g, '')}On${on}`;
}
