/**
 * `any.ts` of each capability: unions over versions, and which versions' types are mutually assignable.
 *
 * Two types are taken to be mutually assignable when they say the same, documentation
 * aside, all the way down. A test asks the compiler the same question.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { ProfileModel, SpecModel } from '../model/types.js';
import { docBody, span } from './doc.js';
import type { Layout } from './layout.js';
import { print } from './literal.js';
import { ModuleBuilder } from './module.js';
import { byText } from './naming.js';
import type { ProfileModule } from './profiles.js';
import { capabilityFolder } from './specs.js';

/** Says what a profile's type says, as a hash: equal for types that are mutually assignable. */
export function typeShapes(
  profiles: readonly ProfileModule[],
  layout: Layout,
): (profile: ProfileModel) => string {
  const byPath = new Map(profiles.map((one) => [one.module.path, one]));
  const codes = new Map(
    layout.model.valueSets.map((valueSet) => {
      const place = layout.valueSet(valueSet);
      const all = valueSet.systems.flatMap((system) => system.concepts ?? []).map((concept) => concept.code);
      return [`${place.path}\n${place.name}`, [...new Set(all)].sort(byText).join(' ')];
    }),
  );
  const done = new Map<ProfileModule, string>();
  const shapeOf = (one: ProfileModule): string => {
    const known = done.get(one);
    if (known !== undefined) return known;
    // Reached again before it is finished only through itself: its address stands for it.
    done.set(one, one.profile.url);
    const { said, imports } = one.module.shape();
    const words = new Map<string, string>();
    for (const { from, name, local } of imports) {
      const target = byPath.get(from);
      if (target === undefined) words.set(local, codes.get(`${from}\n${name}`) ?? name);
      else words.set(local, name === target.profile.name ? shapeOf(target) : `${shapeOf(target)}#${name}`);
    }
    // Only what the profile's type reaches counts: slices of open lists are types beside it.
    const declared = new Map(said.map(({ name, text }) => [name, text]));
    const parts = [one.profile.name];
    // The same words mean other types in another FHIR version.
    const lines = [layout.folder];
    for (const part of parts) {
      const line = (declared.get(part) ?? '').replace(/[A-Za-z_$][\w$]*/g, (word) => {
        if (!declared.has(word)) return words.get(word) ?? word;
        if (!parts.includes(word)) parts.push(word);
        // A part's name is the module's own business: its number is what counts.
        return `$${parts.indexOf(word)}`;
      });
      lines.push(line);
    }
    const shape = createHash('sha256').update(lines.join('\n')).digest('hex');
    done.set(one, shape);
    return shape;
  };
  const byProfile = new Map(profiles.map((one) => [one.profile, one]));
  return (profile) => {
    const one = byProfile.get(profile);
    if (one === undefined) throw new Error(`no module for ${profile.url}`);
    return shapeOf(one);
  };
}

interface Holding {
  readonly profile: ProfileModel;
  readonly holder: Holder;
  readonly versions: string[];
}

/** What is laid out of one FHIR version. */
export interface LaidOut {
  readonly layout: Layout;
  readonly profiles: readonly ProfileModule[];
}

/** A specification version with the FHIR version that it is of. */
interface Holder {
  readonly spec: SpecModel;
  readonly layout: Layout;
  readonly shapes: (profile: ProfileModel) => string;
}

/** One `any.ts` a capability, over the specification versions of all FHIR versions. */
export function anyModules(laidOut: readonly LaidOut[]): ModuleBuilder[] {
  const holders = laidOut.flatMap(({ layout, profiles }): Holder[] => {
    const shapes = typeShapes(profiles, layout);
    return layout.model.specs.map((spec) => ({ spec, layout, shapes }));
  });
  const capabilities = [...new Set(holders.map(({ spec }) => spec.capability))].sort(byText);
  return capabilities.map((capability) =>
    anyModule(
      capability,
      holders.filter(({ spec }) => spec.capability === capability),
    ),
  );
}

function anyModule(capability: string, holders: readonly Holder[]): ModuleBuilder {
  const byName = new Map<string, Map<ProfileModel, Holding>>();
  for (const holder of holders) {
    const { spec, layout } = holder;
    for (const profile of new Set(spec.profiles.values())) {
      if (layout.model.types.get(profile.type)?.kind !== 'resource') continue;
      const holdings = byName.get(profile.name) ?? new Map<ProfileModel, Holding>();
      byName.set(profile.name, holdings);
      const holding = holdings.get(profile) ?? { profile, holder, versions: [] };
      holdings.set(profile, holding);
      holding.versions.push(spec.version);
    }
  }
  const names = [...byName].sort(([a], [b]) => byText(a, b));
  const reserved = ['assignable', ...names.map(([name]) => `Any${name}`)];
  const module = new ModuleBuilder(
    `${capabilityFolder(capability)}/any.ts`,
    `profiles/specs/${capability}.json`,
    reserved,
  );
  const table: Record<string, string[][]> = {};
  for (const [name, holdings] of names) {
    const groups = new Map<string, Holding[]>();
    for (const holding of holdings.values()) {
      const shape = holding.holder.shapes(holding.profile);
      groups.set(shape, [...(groups.get(shape) ?? []), holding]);
    }
    // One member a group: the others of a group add nothing to the union.
    const members = [...groups.values()].flatMap(([first]) =>
      first === undefined ? [] : [module.use(name, pathOf(first))],
    );
    const versions = [...holdings.values()].flatMap((holding) => holding.versions);
    module.alias(
      `Any${name}`,
      [...new Set(members)].join(' | '),
      docBody([`${span(name)} of any version from ${versions[0] ?? ''} on that has it.`]),
    );
    table[name] = [...groups.values()].map((group) =>
      group.flatMap((holding) => holding.versions).sort(byVersion(holders)),
    );
  }
  module.constant(
    'assignable',
    undefined,
    `${print(table)} as const`,
    docBody(['By profile: the versions whose types are mutually assignable, group by group.']),
  );
  return module;
}

function pathOf({ holder: { layout }, profile }: Holding): string {
  return layout.specifier(layout.profilePath(profile));
}

function byVersion(holders: readonly Holder[]): (a: string, b: string) => number {
  const rank = new Map(holders.map(({ spec }, index) => [spec.version, index]));
  return (a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0);
}
