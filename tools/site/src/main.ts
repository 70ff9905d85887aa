/**
 * Builds the reference site: TypeDoc over all packages, with a page a specification version.
 *
 * usage: node dist/main.js [--root FOLDER] [--out FOLDER]
 *
 * Default: this repository, and `site/` in it.
 *
 * @module
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { errataOf } from '@gpconnect-tools/generator/model/errata';
import { FHIR_VERSIONS, loadModel } from '@gpconnect-tools/generator/model';
import type { CapabilityRegistry } from '@gpconnect-tools/generator/facts';
import { Application, OptionDefaults, TSConfigReader } from 'typedoc';
import { shapeModules } from './modules.js';
import { ERRATA_PAGE, errataPage } from './errata.js';
import { pageName, pages } from './pages.js';
import { defineTheme, GENERATED, THEME } from './theme.js';

const { values } = parseArgs({ options: { root: { type: 'string' }, out: { type: 'string' } } });
const root = resolve(values.root ?? join(dirname(fileURLToPath(import.meta.url)), '../../..'));
const here = join(root, 'tools/site');
const out = resolve(values.out ?? join(root, 'site'));

const registries = readdirSync(join(root, 'profiles/specs'))
  .filter((name) => name !== 'aliases.json')
  .map((name) => JSON.parse(readFileSync(join(root, 'profiles/specs', name), 'utf8')) as CapabilityRegistry);
const models = FHIR_VERSIONS.map((version) => loadModel(join(root, 'profiles'), version));
const specs = models.flatMap((model) => model.specs);
const errata = models.flatMap(errataOf);

const folder = join(here, 'pages');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, content] of pages({ registries, specs, errata, toRoot: '../../../' }))
  writeFileSync(join(folder, name), content);
writeFileSync(join(folder, ERRATA_PAGE), errataPage(errata));

/** Aliases, the index of base types and compiled invariants say nothing of their own. */
const aliases = JSON.parse(readFileSync(join(root, 'profiles/specs/aliases.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;
const aliasFiles = Object.entries(aliases).flatMap(([capability, names]) =>
  Object.keys(names).map((name) => `${root}/packages/${capability}/src/generated/${name}.ts`),
);
const guides = [
  'architecture.md',
  'consumers.md',
  'dependencies.md',
  'formats.md',
  'invariants.md',
  'masking.md',
  'size.md',
  'conformance/snapshots.md',
  'conformance/agreement.md',
  'conformance/mutation.md',
]
  .map((name) => join(root, 'docs', name))
  .filter((file) => existsSync(file));

const app = await Application.bootstrap(
  {
    name: 'GP Connect in TypeScript',
    entryPoints: [
      join(root, 'packages/runtime/src/index.ts'),
      join(root, 'packages/runtime/src/tables/index.ts'),
      join(root, 'packages/cli/src/index.ts'),
      join(root, 'packages/*/src/generated/**/*.ts'),
    ],
    exclude: [
      ...aliasFiles,
      join(root, 'packages/cli/src/generated/**'),
      join(root, 'packages/{dstu2,stu3}/src/generated/invariants/**'),
      join(root, 'packages/{dstu2,stu3}/src/generated/base/index.ts'),
    ],
    tsconfig: join(here, 'tsconfig.docs.json'),
    basePath: root,
    readme: join(folder, 'index.md'),
    projectDocuments: [
      ...registries.map(({ capability }) => join(folder, pageName(capability))),
      join(folder, ERRATA_PAGE),
      ...guides,
    ],
    customCss: join(here, 'site.css'),
    out,
    theme: THEME,
    router: THEME,
    cleanOutputDir: true,
    disableSources: true,
    disableGit: true,
    hideGenerator: true,
    notRenderedTags: [...OptionDefaults.notRenderedTags, GENERATED],
    excludePrivate: true,
    excludeInternal: true,
    excludeReferences: false,
    includeVersion: false,
    includeHierarchySummary: false,
    sort: ['source-order'],
    blockTags: [...OptionDefaults.blockTags, GENERATED],
    navigation: {
      includeCategories: false,
      includeGroups: false,
      includeFolders: true,
      excludeReferences: true,
    },
    searchInComments: false,
    // The build has compiled these sources.
    skipErrorChecking: true,
    treatWarningsAsErrors: true,
    githubPages: false,
  },
  [new TSConfigReader()],
);

defineTheme(app);
shapeModules(app);
const project = await app.convert();
if (project) await app.generateOutputs(project);
process.exitCode = !project || app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
