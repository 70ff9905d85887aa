/** What the tests of the FHIRPath compiler share: the registry, the base types, and both ways to evaluate. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fhirpath from 'fhirpath';
import dstu2 from 'fhirpath/fhir-context/dstu2';
import stu3 from 'fhirpath/fhir-context/stu3';
import ts from 'typescript';
import * as tables from '../../../../packages/runtime/src/tables/fhirpath.js';
import type {
  InvariantContext,
  JsonObject,
  JsonValue,
} from '../../../../packages/runtime/src/tables/index.js';
import type { FhirVersion, InvariantExample, InvariantFacts, StructureFacts } from '../../src/facts/types.js';
import { compileInvariants } from '../../src/fhirpath/index.js';
import { loadModel } from '../../src/model/load.js';
import type { CompiledInvariant, TypeShape } from '../../src/fhirpath/index.js';

export type Test = (self: JsonValue, context: InvariantContext) => boolean;

const profiles = new URL('../../../../profiles/', import.meta.url);

/** Facts of every structure in a folder of `profiles/`. */
export function structures(folder: string): readonly StructureFacts[] {
  const directory = new URL(`${folder}/structures/`, profiles);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as StructureFacts);
}

/** The registry of a FHIR version as committed. */
export function registryOf(version: FhirVersion): readonly InvariantFacts[] {
  const file = new URL(`fhir/${version.toLowerCase()}/invariants.json`, profiles);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly InvariantFacts[];
}

/** Base types by name. */
export function baseTypes(version: FhirVersion = 'STU3'): ReadonlyMap<string, TypeShape> {
  return loadModel(fileURLToPath(profiles), version, { names: 'assign' }).types;
}

/** The text of a module that holds compiled invariants, as generated code would. */
export function moduleText(compiled: readonly CompiledInvariant[], from: string, types: string): string {
  const helpers = [...new Set(compiled.flatMap((each) => each.helpers))].sort();
  const constants = new Map(
    compiled.flatMap((each) => each.constants.map(({ name, source }) => [name, source])),
  );
  return [
    `import { ${helpers.join(', ')} } from '${from}';`,
    `import type { Invariant } from '${types}';`,
    ...[...constants].map(([name, source]) => `const ${name} = ${source};`),
    ...compiled.map(({ name, source }) => `export const ${name}: Invariant['test'] = ${source};`),
    '',
  ].join('\n');
}

/** Compiles to functions that can be called, by name. */
export async function compileToFunctions(
  facts: readonly InvariantFacts[],
  types: ReadonlyMap<string, TypeShape>,
): Promise<ReadonlyMap<string, Test>> {
  const compiled = compileInvariants(facts, types);
  const { outputText } = ts.transpileModule(moduleText(compiled, 'HELPERS', 'TYPES'), {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  const body = outputText.replace(/^import .*$/gm, '').replace(/^export const /gm, 'const ');
  const helpers = Object.keys(tables).join(', ');
  const names = compiled.map(({ name }) => name).join(', ');
  const text = `export default ({ ${helpers} }) => {\n${body}\nreturn { ${names} };\n};`;
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as {
    default: (helpers: typeof tables) => Record<string, Test>;
  };
  return new Map(Object.entries(module.default(tables)));
}

/** The resource around an example: its own, the value if it is one, or an empty one. */
export function resourceOf(example: InvariantExample): JsonObject {
  if (example.resource !== undefined) return example.resource as JsonObject;
  return isResource(example.value) ? example.value : { resourceType: 'Basic' };
}

function isResource(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && 'resourceType' in value;
}

export function contextOf(example: InvariantExample): InvariantContext {
  const resource = resourceOf(example);
  return { resource, rootResource: resource };
}

export type Interpreted = (example: InvariantExample) => unknown;

/**
 * A primitive value cannot be evaluated on its own by fhirpath.js: it takes the
 * type from the element above, and fails on a number without one.
 */
const above: Readonly<Record<string, { readonly base: string; readonly member: string }>> = {
  string: { base: 'Identifier', member: 'value' },
  number: { base: 'Quantity', member: 'value' },
  boolean: { base: 'Patient', member: 'active' },
};

const contexts = { DSTU2: dstu2, STU3: stu3 };

/** The same invariant by fhirpath.js: its result as it gives it; it throws where it sees an error. */
export function interpreter(
  { path, expression }: InvariantFacts,
  version: FhirVersion = 'STU3',
): Interpreted {
  const at = (base: string, text = expression) =>
    fhirpath.compile({ base, expression: text }, contexts[version], { traceFn: () => undefined });
  // A choice has no path of its own in the model: complex values are of the one complex type in question.
  const evaluate = at(path.endsWith('[x]') ? 'Range' : path);
  const primitive = new Map(
    Object.entries(above).map(([type, { base, member }]) => [
      type,
      at(base, `${member}.select(${expression})`),
    ]),
  );
  return (example) => {
    const resource = structuredClone(resourceOf(example));
    const environment = { resource, rootResource: resource };
    const { value } = example;
    const parent = above[typeof value];
    const wrapped = parent && primitive.get(typeof value);
    if (wrapped) return wrapped({ [parent.member]: value }, environment);
    return evaluate(
      value === example.resource || (example.resource === undefined && isResource(value))
        ? resource
        : structuredClone(value),
      environment,
    );
  };
}
