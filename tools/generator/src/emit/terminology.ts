/**
 * Value sets: a literal union where the codes can be listed, and a table.
 *
 * @module
 */
import type { ValueSetModel } from '../model/types.js';
import { docBody, escapeDoc, span } from './doc.js';
import { type Layout, TABLES } from './layout.js';
import { Code, type Literal, print, quote, union } from './literal.js';
import { ModuleBuilder } from './module.js';
import { byText } from './naming.js';

/** Most codes whose displays are told in the documentation. */
const TELL = 40;

/** Every terminology module. */
export function terminologyModules(layout: Layout): ModuleBuilder[] {
  const byFile = new Map<string, ValueSetModel[]>();
  for (const valueSet of layout.model.valueSets) {
    const { path } = layout.valueSet(valueSet);
    byFile.set(path, [...(byFile.get(path) ?? []), valueSet]);
  }
  return [...byFile]
    .sort(([a], [b]) => byText(a, b))
    .map(([path, valueSets]) => terminologyModule(path, valueSets, layout));
}

function terminologyModule(path: string, valueSets: readonly ValueSetModel[], layout: Layout): ModuleBuilder {
  const names = valueSets.map((valueSet) => layout.valueSet(valueSet).name);
  const from =
    valueSets.length === 1 && valueSets[0] !== undefined
      ? canonical(valueSets[0])
      : `${valueSets.length} value sets (profiles/*/value-sets)`;
  const module = new ModuleBuilder(path, from, names);
  const ordered = [...valueSets].sort((a, b) => byText(layout.valueSet(a).name, layout.valueSet(b).name));
  for (const valueSet of ordered) declare(valueSet, layout, module);
  return module;
}

/** `url|version` */
export function canonical(definition: { readonly url: string; readonly version?: string }): string {
  return definition.version === undefined ? definition.url : `${definition.url}|${definition.version}`;
}

function declare(valueSet: ValueSetModel, layout: Layout, module: ModuleBuilder): void {
  const place = layout.valueSet(valueSet);
  const codes = valueSet.systems.flatMap((system) => system.concepts ?? []);
  if (place.enumerable) {
    const members = [...new Set(codes.map((concept) => concept.code))].map(quote);
    module.alias(
      place.name,
      union(members),
      docBody([`A code of ${span(canonical(valueSet))}.`, ...displays(codes)]),
    );
  }
  const listed = valueSet.systems.filter(({ isValueSet }) => isValueSet !== true);
  const unpublished = valueSet.systems.filter(({ isValueSet }) => isValueSet === true);
  const systems = Object.fromEntries(
    listed.map((system): [string, Literal] => [
      system.system,
      system.concepts === undefined
        ? 'unlisted'
        : [...new Set(system.concepts.map((concept) => concept.code))],
    ]),
  );
  const reasons = valueSet.systems
    .filter((system) => system.concepts === undefined)
    .map(
      (system) =>
        `${span(system.system)} is not listed${system.reason === undefined ? '' : `: ${escapeDoc(system.reason)}`}.`,
    );
  const size = codes.length === 1 ? '1 code' : `${codes.length} codes`;
  module.constant(
    place.name,
    module.use('ValueSetTable', TABLES),
    print({
      url: valueSet.url,
      version: valueSet.version,
      systems: new Code(`() => (${print(systems, 2, 18)})`),
      unpublished: unpublished.length === 0 ? undefined : unpublished.map(({ system }) => system),
      whole: valueSet.whole,
    }),
    docBody([`Value set ${span(canonical(valueSet))}: ${size}.`, ...reasons]),
  );
}

function displays(concepts: readonly { readonly code: string; readonly display?: string }[]): string[] {
  if (concepts.length > TELL) return [`${concepts.length} codes.`];
  return concepts
    .filter((concept) => concept.display !== undefined && concept.display !== concept.code)
    .map((concept) => `- ${span(concept.code)}: ${escapeDoc(concept.display ?? '')}`);
}
