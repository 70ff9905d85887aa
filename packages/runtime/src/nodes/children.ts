/**
 * Compiles the children that contents declare into properties by JSON name.
 *
 * @module
 */
import type { ElementTable } from '../tables/index.js';
import { cardinality, type Cardinality } from './cardinality.js';
import type { Scope } from './content.js';
import { childLayers, sourceOf, type Content, type Layer } from './layer.js';
import { PropertyNode } from './property.js';
import { allowedCodes, baseCodes, codeOf, excludedBy } from './types.js';

/** An element with several types, of which JSON writes one as a property of its own. */
export interface ChoiceNode {
  /** `Observation.value[x]`. */
  readonly element: string;
  /** JSON names of the forms the base type has. */
  readonly names: readonly string[];
  readonly cardinality: Cardinality;
  /** Slices by type that must be there, with the JSON name each has. */
  readonly requiredSlices: readonly {
    readonly slice: string;
    readonly names: readonly string[];
    readonly source: string;
  }[];
}

/** A form of a choice that a profile excludes. */
export interface Exclusion {
  readonly element: string;
  readonly type: string;
  readonly allowed: readonly string[];
  readonly source: string;
}

/** What {@link compileChildren} yields. */
export interface Children {
  readonly properties: ReadonlyMap<string, PropertyNode>;
  readonly choices: readonly ChoiceNode[];
  readonly excluded: ReadonlyMap<string, Exclusion>;
}

/** Compiles children. Only base contents declare names; what a profile says of others has no subject. */
export function compileChildren(contents: readonly Content[], path: string, scope: Scope): Children {
  const properties = new Map<string, PropertyNode>();
  const choices: ChoiceNode[] = [];
  const excluded = new Map<string, Exclusion>();
  for (const name of declaredNames(contents)) {
    const layers = childLayers(contents, name);
    const element = `${path}.${name}`;
    if (name.endsWith('[x]'))
      compileChoice(contents, name, element, layers, scope, properties, choices, excluded);
    else {
      const type = allowedCodes(layers)[0] ?? baseCodes(layers)[0] ?? 'Element';
      properties.set(name, new PropertyNode({ name, element, type, layers, scope }));
    }
  }
  return { properties, choices, excluded };
}

/** The JSON name of a form of a choice: `value[x]` with `dateTime` is `valueDateTime`. */
export function choiceName(name: string, code: string): string {
  return name.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1);
}

function declaredNames(contents: readonly Content[]): Set<string> {
  const names = new Set<string>();
  for (const { children, origin } of contents) {
    if (origin.isBase) for (const name of Object.keys(children)) names.add(name);
  }
  return names;
}

function compileChoice(
  contents: readonly Content[],
  name: string,
  element: string,
  layers: readonly Layer[],
  scope: Scope,
  properties: Map<string, PropertyNode>,
  choices: ChoiceNode[],
  excluded: Map<string, Exclusion>,
): void {
  const slices = typeSlices(name, layers);
  const codes = baseCodes(layers).flatMap((code) => (code === '*' ? scope.catalog.openTypes : [code]));
  const allowed = new Set(allowedCodes(layers));
  const names: string[] = [];
  for (const code of codes) {
    const form = choiceName(name, code);
    names.push(form);
    if (allowed.has(code) || allowed.has('*')) {
      const own = slices.filter((slice) => slice.codes.includes(code)).map((slice) => slice.layer);
      // Some definitions address a form by its JSON name rather than as a slice.
      const renamed = childLayers(contents, form);
      const all = [...layers, ...own, ...renamed];
      properties.set(
        form,
        new PropertyNode({ name: form, element, type: code, layers: all, scope, isItem: true }),
      );
    } else {
      const layer = excludedBy(layers, code) ?? layers[0]!;
      excluded.set(form, { element, type: code, allowed: [...allowed], source: sourceOf(layer) });
    }
  }
  choices.push({
    element,
    names,
    cardinality: cardinality(layers),
    requiredSlices: slices
      .filter(({ layer }) => (layer.table.min ?? 0) > 0)
      .map((slice) => ({
        slice: slice.name,
        names: slice.codes.map((code) => choiceName(name, code)),
        source: sourceOf(slice.layer),
      })),
  });
}

/** Slices of a choice, each with the types it is about. */
function typeSlices(
  name: string,
  layers: readonly Layer[],
): { name: string; codes: string[]; layer: Layer }[] {
  return layers.flatMap(({ table, origin, id }) =>
    Object.keys(table.slices ?? {}).map((slice) => {
      const own = table.slices![slice]!;
      return {
        name: slice,
        codes: sliceCodes(name, slice, own, layers),
        layer: { table: own, origin, id: `${id}:${slice}` },
      };
    }),
  );
}

/** A slice without types is told by its name, which by custom is the JSON name of its form. */
function sliceCodes(name: string, slice: string, table: ElementTable, layers: readonly Layer[]): string[] {
  if (table.types !== undefined) return table.types.map(codeOf);
  return baseCodes(layers).filter((code) => choiceName(name, code) === slice);
}
