/**
 * Profile modules: one a distinct closure, `profiles/<module>.ts`.
 *
 * @module
 */
import { overlay, sameOverlay, type Overlay } from '../model/overlay.js';
import type { Model, ProfileModel } from '../model/types.js';
import type { BaseShape } from './base-shape.js';
import { cardinality, docBody, span } from './doc.js';
import { mapLiterals, type TableContext } from './elements.js';
import type { InvariantPlaces } from './invariants.js';
import { type Layout, TABLES } from './layout.js';
import { Code, type Literal, type LiteralObject, print, SPREAD } from './literal.js';
import { ModuleBuilder } from './module.js';
import { ProfileTypes, type SliceType } from './profile-types.js';
import { canonical } from './terminology.js';

/** A profile's module, with what others need to know about it. */
export interface ProfileModule {
  readonly profile: ProfileModel;
  readonly module: ModuleBuilder;
  /** Names of the types it exports, the profile's own first. */
  readonly exports: readonly string[];
}

/** Every profile module. */
export function profileModules(
  layout: Layout,
  shape: BaseShape,
  invariants: InvariantPlaces,
): ProfileModule[] {
  const misfit = new Map<ProfileModel, boolean>();
  const done = new Map<ProfileModel, ProfileModule>();
  const published = publishedProfiles(layout.model);
  const declare = (profile: ProfileModel): void => {
    // Set before the module is built: profiles can refer to each other in a circle.
    misfit.set(profile, false);
    const module = new ModuleBuilder(
      layout.profilePath(profile),
      `${canonical(profile)} (profiles/${profile.file})`,
      [profile.name, 'fhir'],
    );
    if (published.has(profile)) {
      publishedTable(profile, published.get(profile), layout, module, invariants);
      done.set(profile, { profile, module, exports: [] });
      return;
    }
    const names = new Set([profile.name]);
    const types = new ProfileTypes(profile, layout, shape, module, misfits, names);
    misfit.set(profile, types.declare());
    table(profile, types.slices, layout, module, invariants);
    done.set(profile, { profile, module, exports: types.declared });
  };
  const misfits = (profile: ProfileModel): boolean => {
    if (!misfit.has(profile)) declare(profile);
    return misfit.get(profile) ?? false;
  };
  for (const profile of layout.model.profiles) if (!done.has(profile)) declare(profile);
  return layout.model.profiles.map((profile) => {
    const module = done.get(profile);
    if (module === undefined) throw new Error(`no module for ${profile.url}`);
    return module;
  });
}

function table(
  profile: ProfileModel,
  slices: readonly SliceType[],
  layout: Layout,
  module: ModuleBuilder,
  invariants: InvariantPlaces,
): void {
  const said = overlay(profile, layout.model.types);
  const context = tableContext(profile, layout, module, invariants);
  const elements = mapLiterals(said.elements, (name) => `${profile.type}.${name}`, context);
  const profileType = module.use('Profile', TABLES);
  const literal: Literal = {
    ...tableHead(profile),
    elements: new Code(`() => (${print(elements, 2, 20)})`),
    invariants: added(said, module, invariants),
    slices:
      slices.length === 0
        ? {}
        : Object.fromEntries(slices.map((slice) => [slice.key, descriptor(slice, profile)])),
  };
  const resource = `${module.namespace('fhir', layout.base)}.${layout.typeName(profile.type)}`;
  const type = `${profileType}<${profile.name}> & {\n  /** Slices that can be read one by one, by name. */\n  readonly slices: ${slicesType(slices, resource, module)};\n}`;
  const doc = docBody([
    `Table of ${span(canonical(profile))}, for the validator, and its slices, for ${span('slice')}.`,
  ]);
  module.constant(profile.name, type, print(literal), doc);
}

/** What a table says of its profile as a whole. */
function tableHead(profile: ProfileModel): LiteralObject {
  const extension = profile.type === 'Extension';
  const contexts = profile.facts.context ?? [];
  return {
    url: profile.url,
    version: profile.version,
    type: profile.type,
    context: extension && contexts.length > 0 && !contexts.includes('*') ? contexts : undefined,
    isModifier: extension && profile.root.isModifier ? true : undefined,
  };
}

function tableContext(
  self: ProfileModel,
  layout: Layout,
  module: ModuleBuilder,
  invariants: InvariantPlaces,
): TableContext {
  return {
    layout,
    module,
    self,
    invariants: (_path, node) =>
      (node.constraints ?? []).flatMap(({ on, key }) => invariants.named(on, key, module) ?? []),
  };
}

function added(
  { constraints }: Overlay,
  module: ModuleBuilder,
  invariants: InvariantPlaces,
): Code | undefined {
  const names = constraints.flatMap(({ on, key }) => invariants.named(on, key, module) ?? []);
  return names.length === 0 ? undefined : new Code(`() => [${names.join(', ')}]`);
}

/** Profiles that exist as published only, each with one that corrects it. */
function publishedProfiles({ specs }: Model): ReadonlyMap<ProfileModel, ProfileModel> {
  const current = new Set(specs.flatMap(({ profiles }) => [...profiles.values()]));
  const found = new Map<ProfileModel, ProfileModel>();
  for (const { profiles, asPublished } of specs) {
    for (const [url, profile] of asPublished) {
      const corrected = profiles.get(url);
      if (corrected !== undefined && !current.has(profile) && !found.has(profile))
        found.set(profile, corrected);
    }
  }
  return found;
}

/** A profile as it was published: the corrected one's table, but for the elements that errata changed. It has no types. */
function publishedTable(
  profile: ProfileModel,
  corrected: ProfileModel | undefined,
  layout: Layout,
  module: ModuleBuilder,
  invariants: InvariantPlaces,
): void {
  const said = overlay(profile, layout.model.types);
  const other = corrected && overlay(corrected, layout.model.types);
  const own = new Map(
    [...said.elements].filter(([name, one]) => !sameOverlay(one, other?.elements.get(name))),
  );
  const context = tableContext(profile, layout, module, invariants);
  const differing = mapLiterals(own, (name) => `${profile.type}.${name}`, context);
  const unsaid = [...(other?.elements.keys() ?? [])].filter((name) => !said.elements.has(name));
  const rest = own.size < said.elements.size || unsaid.length > 0;
  const elements = { ...Object.fromEntries(unsaid.map((name) => [name, {}])), ...differing };
  const literal: LiteralObject =
    rest && corrected !== undefined
      ? {
          [SPREAD]: new Code(
            `${module.use(corrected.name, layout.profilePath(corrected), false, 'Corrected')}.elements()`,
          ),
          ...elements,
        }
      : elements;
  const doc = docBody([`Table of ${span(canonical(profile))} as it was published, without errata.`]);
  module.constant(
    profile.name,
    module.use('ProfileTable', TABLES),
    print({
      ...tableHead(profile),
      elements: new Code(`() => (${print(literal, 2, 20)})`),
      invariants: added(said, module, invariants),
    }),
    doc,
  );
}

function descriptor(slice: SliceType, profile: ProfileModel): Literal {
  return { profile: new Code(`() => ${profile.name}`), path: slice.path, name: slice.name, many: slice.many };
}

function slicesType(slices: readonly SliceType[], resource: string, module: ModuleBuilder): string {
  if (slices.length === 0) return 'Readonly<Record<never, never>>';
  const descriptorType = module.use('SliceDescriptor', TABLES);
  const lines = slices.flatMap((slice) => [
    `    /** ${span(slice.path)} slice ${span(slice.name)} (${cardinality(slice.cardinality)}). */`,
    `    readonly ${slice.key}: ${descriptorType}<${resource}, ${slice.type}, ${String(slice.many)}>;`,
  ]);
  return `{\n${lines.join('\n')}\n  }`;
}
