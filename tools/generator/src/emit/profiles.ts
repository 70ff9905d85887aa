/**
 * Profile modules: one a distinct closure, `profiles/<module>.ts`.
 *
 * @module
 */
import { overlay } from '../model/overlay.js';
import type { ProfileModel } from '../model/types.js';
import type { BaseShape } from './base-shape.js';
import { cardinality, docBody, span } from './doc.js';
import { mapLiterals, type TableContext } from './elements.js';
import type { InvariantPlaces } from './invariants.js';
import { type Layout, TABLES } from './layout.js';
import { Code, type Literal, print } from './literal.js';
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
  const declare = (profile: ProfileModel): void => {
    // Set before the module is built: profiles can refer to each other in a circle.
    misfit.set(profile, false);
    const module = new ModuleBuilder(
      layout.profilePath(profile),
      `${canonical(profile)} (profiles/${profile.file})`,
      [profile.name, 'fhir'],
    );
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
  const context: TableContext = {
    layout,
    module,
    self: profile,
    invariants: (_path, node) =>
      (node.constraints ?? []).flatMap(({ on, key }) => invariants.named(on, key, module) ?? []),
  };
  const said = overlay(profile, layout.model.types);
  const elements = mapLiterals(said.elements, (name) => `${profile.type}.${name}`, context);
  const added = said.constraints.flatMap(({ on, key }) => invariants.named(on, key, module) ?? []);
  const profileType = module.use('Profile', TABLES);
  const extension = profile.type === 'Extension';
  const contexts = profile.facts.context ?? [];
  const literal: Literal = {
    url: profile.url,
    version: profile.version,
    type: profile.type,
    context: extension && contexts.length > 0 && !contexts.includes('*') ? contexts : undefined,
    isModifier: extension && profile.root.isModifier ? true : undefined,
    elements: new Code(`() => (${print(elements, 2, 20)})`),
    invariants: added.length === 0 ? undefined : new Code(`() => [${added.join(', ')}]`),
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
