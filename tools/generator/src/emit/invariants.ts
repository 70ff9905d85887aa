/**
 * Invariants: `invariants/<Type>.ts`, and which element each stands on.
 *
 * @module
 */
import type { InvariantFacts } from '../facts/types.js';
import { docBody, escapeDoc, span } from './doc.js';
import { STU3, TABLES } from './layout.js';
import { Code, print } from './literal.js';
import { ModuleBuilder } from './module.js';
import { byText, camelCase, unique } from './naming.js';

/** An invariant with the function compiled from its expression. */
export interface InvariantSource {
  readonly facts: InvariantFacts;
  /** A TypeScript function expression. */
  readonly source: string;
  /** Names that `source` uses from the tables module. */
  readonly imports: readonly string[];
}

/** Finds the invariants of an element path. */
export interface InvariantPlaces {
  /** Local names of the invariants that stand on `path`, imported into `module`. */
  readonly local: (path: string, module: ModuleBuilder) => string[];
  /** Local name of the invariant that a profile's constraint refers to; absent when the registry does not have it. */
  readonly named: (on: string, key: string, module: ModuleBuilder) => string | undefined;
  readonly modules: ModuleBuilder[];
}

/** Lays out all invariants. */
export function invariantPlaces(sources: readonly InvariantSource[]): InvariantPlaces {
  const byType = new Map<string, InvariantSource[]>();
  for (const source of sources) byType.set(source.facts.on, [...(byType.get(source.facts.on) ?? []), source]);
  const byPath = new Map<string, { readonly name: string; readonly file: string }[]>();
  const byKey = new Map<string, { readonly name: string; readonly file: string }>();
  const modules = [...byType]
    .sort(([a], [b]) => byText(a, b))
    .map(([type, all]) => {
      const file = `${STU3}/invariants/${type}.ts`;
      const names = new Set<string>();
      const named = all.map((one) => ({ one, name: unique(camelCase(one.facts.key), names) }));
      const module = new ModuleBuilder(file, `${all.length} of profiles/fhir/stu3/invariants.json`, names);
      for (const { one, name } of named) {
        declare(one, name, module);
        byKey.set(`${type} ${one.facts.key}`, { name, file });
        byPath.set(one.facts.path, [...(byPath.get(one.facts.path) ?? []), { name, file }]);
      }
      return module;
    });
  return {
    modules,
    named: (on, key, module) => {
      const known = byKey.get(`${on} ${key}`);
      return known === undefined ? undefined : module.use(known.name, known.file, false);
    },
    local: (path, module) => (byPath.get(path) ?? []).map(({ name, file }) => module.use(name, file, false)),
  };
}

function declare({ facts, source, imports }: InvariantSource, name: string, module: ModuleBuilder): void {
  let body = source;
  for (const wanted of imports) {
    const local = module.use(wanted, TABLES, false);
    if (local !== wanted) body = body.replace(new RegExp(`\\b${wanted}\\b`, 'g'), local);
  }
  const literal = print({
    key: facts.key,
    on: facts.on,
    severity: facts.severity,
    requirement: facts.requirement,
    expression: facts.expression,
    test: new Code(body.replace(/\n/g, '\n  ')),
  });
  module.constant(
    name,
    module.use('Invariant', TABLES),
    literal,
    docBody([`${span(facts.key)} on ${span(facts.path)}: ${escapeDoc(facts.requirement)}`]),
  );
}
