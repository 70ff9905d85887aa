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

/** The exports of the module of a specification version, and `createValidator`. */
export async function load(specVersion) {
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
  const text = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}

/** The specification version without its invariants, to tell what they cost. */
export function withoutInvariants(spec) {
  const known = new Map();
  const ofTable = (table) => {
    if (!known.has(table)) {
      const { invariants: _, elements, ...rest } = table;
      let made;
      known.set(table, { ...rest, elements: () => (made ??= ofElements(elements())) });
    }
    return known.get(table);
  };
  const ofType = (type) =>
    typeof type === 'string' || type.profiles === undefined
      ? type
      : { ...type, profiles: type.profiles.map((profile) => () => ofTable(profile())) };
  const ofElement = ({ invariants: _, ...element }) => ({
    ...element,
    ...(element.children === undefined ? {} : { children: ofElements(element.children) }),
    ...(element.slices === undefined ? {} : { slices: ofElements(element.slices) }),
    ...(element.types === undefined ? {} : { types: element.types.map(ofType) }),
  });
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
