// Bundles the sources of the runtime and of one generated specification version in memory, so that a benchmark
// needs no build.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packages = fileURLToPath(new URL('../..', import.meta.url));

/** Where the source of a package's module is. */
function sourceOf(specifier) {
  const [, name, ...path] = specifier.split('/');
  const below = name === 'runtime' ? [...path, 'index'] : ['generated', ...path];
  return `${packages}/${name}/src/${below.join('/')}.ts`;
}

/** The text of a module that exports what a specification version does, and `createValidator`. */
export async function bundle(specVersion) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { spec } from '@gpconnect/${specVersion}'; export { createValidator } from '@gpconnect/runtime';`,
      resolveDir: packages,
    },
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [
      {
        name: 'sources',
        setup(context) {
          context.onResolve({ filter: /^@gpconnect\// }, ({ path }) => ({ path: sourceOf(path) }));
        },
      },
    ],
  });
  return outputFiles[0].contents;
}

/** The exports of the module of a specification version, and `createValidator`. */
export async function load(specVersion) {
  const text = Buffer.from(await bundle(specVersion)).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}

/** The specification version without its invariants, to tell what they cost. */
export const withoutInvariants = (spec) => withRules(spec, () => undefined);

/** The specification version with each invariant replaced by what `change` makes of it, or left out. */
export function withRules(spec, change) {
  const known = new Map();
  const changed = (rules) => rules.map(change).filter((rule) => rule !== undefined);
  const ofTable = (table) => {
    if (!known.has(table)) {
      let made;
      const copy = { ...table, elements: () => (made ??= ofElements(table.elements())) };
      if (table.invariants !== undefined) {
        let rules;
        copy.invariants = () => (rules ??= changed(table.invariants()));
      }
      known.set(table, copy);
    }
    return known.get(table);
  };
  const ofType = (type) =>
    typeof type === 'string' || type.profiles === undefined
      ? type
      : { ...type, profiles: type.profiles.map((profile) => () => ofTable(profile())) };
  const ofElement = (element) => {
    const copy = { ...element };
    if (copy.invariants !== undefined) copy.invariants = changed(copy.invariants);
    if (copy.children !== undefined) copy.children = ofElements(copy.children);
    if (copy.slices !== undefined) copy.slices = ofElements(copy.slices);
    if (copy.types !== undefined) copy.types = copy.types.map(ofType);
    return copy;
  };
  const map = (record, make) =>
    Object.fromEntries(Object.entries(record).map(([name, item]) => [name, make(item)]));
  const ofElements = (elements) => map(elements, ofElement);
  return {
    ...spec,
    types: map(spec.types, ofTable),
    profiles: map(spec.profiles, ofTable),
    fhir: { ...spec.fhir, datatypes: map(spec.fhir.datatypes, ofTable) },
    ...(spec.asPublished === undefined ? {} : { asPublished: map(spec.asPublished, ofTable) }),
  };
}
