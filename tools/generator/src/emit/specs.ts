/**
 * Capability packages: one module a specification version, and one an alias.
 *
 * @module
 */
import type { InteractionFacts } from '../facts/types.js';
import type { ProfileModel, SpecModel } from '../model/types.js';
import { docBody, escapeDoc, span } from './doc.js';
import { type Layout, TABLES } from './layout.js';
import { Code, type Literal, print } from './literal.js';
import { ModuleBuilder } from './module.js';
import { byText } from './naming.js';
import type { ProfileModule } from './profiles.js';

const RUNTIME = '@gpconnect/runtime';
/** Names that every specification version exports beside its profiles. */
const OWN_EXPORTS = ['spec', 'validate', 'validateText', 'slice', 'toOperationOutcome', 'fhir'];

/** Aliases of a capability's versions: alias → version. */
export type Aliases = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The folder of a capability's generated code. */
export function capabilityFolder(capability: string): string {
  return `packages/${capability}/src/generated`;
}

/** The modules of all specification versions and aliases. */
export function specModules(
  layout: Layout,
  profiles: readonly ProfileModule[],
  aliases: Aliases,
): ModuleBuilder[] {
  const byProfile = new Map(profiles.map((one) => [one.profile, one]));
  const modules = layout.model.specs.map((spec) => specModule(spec, layout, byProfile));
  for (const [capability, table] of Object.entries(aliases)) {
    for (const [alias, version] of Object.entries(table)) {
      if (!layout.model.specs.some((spec) => spec.capability === capability && spec.version === version))
        continue;
      modules.push(aliasModule(capability, alias, version));
    }
  }
  return modules;
}

function aliasModule(capability: string, alias: string, version: string): ModuleBuilder {
  const module = new ModuleBuilder(
    `${capabilityFolder(capability)}/${alias}.ts`,
    `${capability}@${version} (profiles/specs/aliases.json)`,
  );
  module.raw(`export * from './${version}.js';`);
  return module;
}

function specModule(
  spec: SpecModel,
  layout: Layout,
  byProfile: ReadonlyMap<ProfileModel, ProfileModule>,
): ModuleBuilder {
  const path = `${capabilityFolder(spec.capability)}/${spec.version}.ts`;
  const profiles = [...new Set(spec.profiles.values())].sort((a, b) => byText(a.name, b.name));
  const names = new Set([...OWN_EXPORTS, ...profiles.map((profile) => profile.name)]);
  const module = new ModuleBuilder(
    path,
    `${spec.capability}@${spec.version} (profiles/specs/${spec.capability}.json)`,
    OWN_EXPORTS,
  );
  for (const profile of profiles) reexport(profile, names, layout, byProfile, module);
  module.raw(`export type * as fhir from '${layout.specifier(layout.base)}';`);
  module.raw(`export { slice, toOperationOutcome } from '${RUNTIME}';`);
  specTable(spec, layout, module);
  const id = span(`${spec.capability}@${spec.version}`);
  module.constant(
    'validate',
    module.use('Validate', RUNTIME),
    `(value, options) => ${module.use('validateBy', RUNTIME, false)}(spec, value, options)`,
    docBody([`Validates a FHIR JSON value that is already parsed, by ${id}.`]),
  );
  module.constant(
    'validateText',
    module.use('ValidateText', RUNTIME),
    `(text, options) => ${module.use('validateTextBy', RUNTIME, false)}(spec, text, options)`,
    docBody([
      `Validates JSON or XML text, by ${id}: adds positions and what is wrong with the text to what ${span('validate')} finds.`,
    ]),
  );
  return module;
}

/** A profile under its name, and its parts where no other export has their name. */
function reexport(
  profile: ProfileModel,
  names: Set<string>,
  layout: Layout,
  byProfile: ReadonlyMap<ProfileModel, ProfileModule>,
  module: ModuleBuilder,
): void {
  const parts = (byProfile.get(profile)?.exports ?? []).slice(1).filter((name) => !names.has(name));
  for (const name of parts) names.add(name);
  const list = [profile.name, ...parts.map((name) => `type ${name}`)];
  const flat = `export { ${list.join(', ')} } from '${layout.specifier(layout.profilePath(profile))}';`;
  if (flat.length <= 110) module.raw(flat);
  else
    module.raw(
      `export {\n${list.map((name) => `  ${name},\n`).join('')}} from '${layout.specifier(layout.profilePath(profile))}';`,
    );
}

function specTable(spec: SpecModel, layout: Layout, module: ModuleBuilder): void {
  const types = [...spec.resourceTypes].sort(byText).flatMap((name): [string, Code][] => {
    const type = layout.model.types.get(name);
    if (type === undefined || type.abstract) return [];
    return [[name, new Code(module.use(`${name}Table`, layout.specifier(layout.typePath(type)), false))]];
  });
  const profiles = [...spec.profiles]
    .sort(([a], [b]) => byText(a, b))
    .map(([url, profile]): [string, Code] => [
      url,
      new Code(module.use(profile.name, layout.specifier(layout.profilePath(profile)), false)),
    ]);
  const literal: Literal = {
    id: `${spec.capability}@${spec.version}`,
    capability: spec.capability,
    version: spec.version,
    status: spec.entry.status,
    published: spec.entry.published,
    fhir: new Code(module.use(layout.folder, layout.specifier(layout.release), false)),
    types: Object.fromEntries(types),
    profiles: Object.fromEntries(profiles),
    asPublished: published(spec, layout, module),
    pins: spec.pins.map((pin) => ({ canonical: pin.canonical, version: pin.profile?.version })),
    interactions: spec.entry.interactions.map(interaction),
  };
  const note = spec.entry.note === undefined ? [] : [escapeDoc(spec.entry.note)];
  const when = spec.entry.published === undefined ? '' : `, ${spec.entry.published}`;
  const doc = docBody([
    `Specification version ${span(`${spec.capability}@${spec.version}`)} (${escapeDoc(spec.entry.status)}${when}).`,
    ...note,
  ]);
  module.constant('spec', module.use('SpecTable', TABLES), print(literal), doc);
}

/** What errata changed, under a name beside that of the corrected profile. */
function published(spec: SpecModel, layout: Layout, module: ModuleBuilder): Literal | undefined {
  if (spec.asPublished.size === 0) return undefined;
  const profiles = [...spec.asPublished].sort(([a], [b]) => byText(a, b));
  return Object.fromEntries(
    profiles.map(([url, profile]): [string, Code] => {
      const path = layout.specifier(layout.profilePath(profile));
      return [url, new Code(module.use(profile.name, path, false, `${profile.name}AsPublished`))];
    }),
  );
}

function interaction(facts: InteractionFacts): Literal {
  return {
    id: facts.id,
    name: facts.name,
    method: facts.method,
    path: facts.path,
    successStatus: facts.successStatus,
    request:
      facts.request === undefined
        ? undefined
        : { type: facts.request.type, profiles: facts.request.profiles },
    response:
      facts.response === undefined
        ? undefined
        : { type: facts.response.type, profiles: facts.response.profiles },
  };
}
