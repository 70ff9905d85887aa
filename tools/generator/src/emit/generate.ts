/**
 * From a model to the text of every generated file.
 *
 * @module
 */
import { Project, QuoteKind, IndentationText } from 'ts-morph';
import type { CapabilityRegistry } from '../facts/types.js';
import type { CompiledInvariant } from '../fhirpath/index.js';
import type { ErratumModel } from '../model/errata.js';
import type { Model } from '../model/types.js';
import { anyModules, type LaidOut } from './assignable.js';
import { baseModules } from './base.js';
import { BaseShape } from './base-shape.js';
import { cliModule } from './cli-specs.js';
import { errataModule } from './errata.js';
import { invariantPlaces } from './invariants.js';
import { Layout } from './layout.js';
import { ledgerPages } from './ledger.js';
import type { ModuleBuilder } from './module.js';
import { byText } from './naming.js';
import type { Files } from './output.js';
import { profileModules } from './profiles.js';
import { type Aliases, specModules } from './specs.js';
import { terminologyModules } from './terminology.js';

/** What is generated from, of one FHIR version. */
export interface ReleaseInput {
  readonly model: Model;
  readonly invariants: readonly CompiledInvariant[];
}

/** What is generated from. */
export interface GenerateInput {
  /** The oldest FHIR version first. */
  readonly releases: readonly ReleaseInput[];
  readonly registries: readonly CapabilityRegistry[];
  readonly aliases: Aliases;
  readonly errata: readonly ErratumModel[];
}

/** Every generated file, by path from the repository's root, in path order. Equal input gives equal bytes. */
export function generate(input: GenerateInput): Files {
  const laidOut = input.releases.map(layOut);
  const layouts = laidOut.map(({ layout }) => layout);
  const modules: ModuleBuilder[] = [
    ...laidOut.flatMap(({ layout, profiles, shared }) => [
      ...shared,
      ...profiles.map((one) => one.module),
      ...specModules(layout, profiles, input.aliases),
    ]),
    ...anyModules(laidOut),
    cliModule(input.registries, layouts, input.aliases),
    errataModule(input.errata),
  ];
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Single },
  });
  const files = new Map<string, string>();
  for (const module of modules) {
    if (files.has(module.path)) throw new Error(`two modules claim ${module.path}`);
    files.set(module.path, module.render(project));
  }
  for (const [path, text] of ledgerPages(layouts.map(({ model }) => model))) files.set(path, text);
  return new Map([...files].sort(([a], [b]) => byText(a, b)));
}

/** The modules of one FHIR version. */
function layOut({
  model,
  invariants,
}: ReleaseInput): LaidOut & { readonly shared: readonly ModuleBuilder[] } {
  const layout = new Layout(model);
  const places = invariantPlaces(invariants, layout);
  const profiles = profileModules(layout, new BaseShape(model), places);
  return {
    layout,
    profiles,
    shared: [...baseModules(layout, places), ...places.modules, ...terminologyModules(layout)],
  };
}
