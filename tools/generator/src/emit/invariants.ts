/**
 * Invariants: `invariants/<Type>.ts`, and which element each stands on.
 *
 * @module
 */
import type { CompiledInvariant } from '../fhirpath/index.js';
import { docBody, escapeDoc, span } from './doc.js';
import { type Layout, TABLES } from './layout.js';
import { Code, print } from './literal.js';
import { ModuleBuilder } from './module.js';
import { byText } from './naming.js';

/** Finds the invariants of an element path. */
export interface InvariantPlaces {
  /**
   * Local names of the invariants that a base type's element declares and that stand on its path, imported into
   * `module`. Both count: an element repeats what its type says, and the registry knows what profiles add.
   */
  readonly local: (
    path: string,
    declared: readonly { readonly key: string }[],
    module: ModuleBuilder,
  ) => string[];
  /** Local name of the invariant that a profile's constraint refers to; absent when the registry does not have it. */
  readonly named: (on: string, key: string, module: ModuleBuilder) => string | undefined;
  readonly modules: ModuleBuilder[];
}

/** Lays out all invariants. */
export function invariantPlaces(all: readonly CompiledInvariant[], layout: Layout): InvariantPlaces {
  const byType = new Map<string, CompiledInvariant[]>();
  for (const one of all) byType.set(one.on, [...(byType.get(one.on) ?? []), one]);
  const byPath = new Map<string, CompiledInvariant[]>();
  for (const one of all) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
  const byKey = new Map(all.map((one) => [`${one.on} ${one.key}`, one]));
  const local = (one: CompiledInvariant, module: ModuleBuilder): string =>
    module.use(one.name, fileOf(one.on, layout), false);
  return {
    modules: [...byType]
      .sort(([a], [b]) => byText(a, b))
      .map(([type, own]) => invariantModule(type, own, layout)),
    local: (path, declared, module) =>
      (byPath.get(path) ?? [])
        .filter(({ key }) => declared.some((one) => one.key === key))
        .map((one) => local(one, module)),
    named: (on, key, module) => {
      const one = byKey.get(`${on} ${key}`);
      return one === undefined ? undefined : local(one, module);
    },
  };
}

function fileOf(type: string, layout: Layout): string {
  return `${layout.root}/invariants/${type}.ts`;
}

function invariantModule(type: string, all: readonly CompiledInvariant[], layout: Layout): ModuleBuilder {
  const constants = new Map(all.flatMap((one) => one.constants.map(({ name, source }) => [name, source])));
  const module = new ModuleBuilder(
    fileOf(type, layout),
    `${all.map((one) => one.key).join(', ')} of ${type} (profiles/fhir/${layout.folder}/invariants.json)`,
    [...all.map((one) => one.name), ...constants.keys()],
  );
  for (const [name, source] of constants) module.raw(`const ${name} = ${source};`);
  for (const one of all) declare(one, module);
  return module;
}

function declare(invariant: CompiledInvariant, module: ModuleBuilder): void {
  for (const helper of invariant.helpers) module.use(helper, TABLES, false);
  const literal = print({
    key: invariant.key,
    on: invariant.on,
    severity: invariant.severity,
    requirement: invariant.requirement,
    expression: invariant.expression,
    test: new Code(invariant.source.replace(/\n/g, '\n  ')),
  });
  const doc = `${span(invariant.key)} on ${span(invariant.path)}: ${escapeDoc(invariant.requirement)}`;
  module.constant(invariant.name, module.use('Invariant', TABLES), literal, docBody([doc]));
}
