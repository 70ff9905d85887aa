/**
 * What the command line loads from: every registry entry with a lazy import.
 *
 * @module
 */
import type { CapabilityRegistry, PinFacts, SpecificationEntry } from '../facts/types.js';
import type { SpecModel } from '../model/types.js';
import type { Layout } from './layout.js';
import { Code, type Literal, print } from './literal.js';
import { ModuleBuilder } from './module.js';
import { type Aliases } from './specs.js';

const PATH = 'packages/cli/src/generated/specs.ts';

/** The command line's index. */
export function cliModule(
  registries: readonly CapabilityRegistry[],
  layouts: readonly Layout[],
  aliases: Aliases,
): ModuleBuilder {
  const module = new ModuleBuilder(PATH, 'profiles/specs', ['specs']);
  const modelled = new Map<string, SpecModel>(
    layouts.flatMap(({ model }) =>
      model.specs.map((spec) => [`${spec.capability}@${spec.version}`, spec] as const),
    ),
  );
  const entries = registries.flatMap((registry) =>
    registry.versions.map((entry): Literal => {
      const id = `${registry.capability}@${entry.version}`;
      const names = Object.entries(aliases[registry.capability] ?? {}).filter(
        ([, version]) => version === entry.version,
      );
      const spec = modelled.get(id);
      return {
        id,
        capability: registry.capability,
        version: entry.version,
        fhirVersion: entry.fhirVersion,
        status: entry.status,
        published: entry.published,
        aliases: names.length === 0 ? undefined : names.map(([alias]) => `${registry.capability}@${alias}`),
        profiles: entry.pins.length,
        unresolved: unresolved(entry),
        notModelled:
          spec === undefined
            ? (entry.notModelled ?? `its FHIR version, ${entry.fhirVersion ?? 'unknown'}, is not modelled`)
            : undefined,
        load:
          spec === undefined
            ? undefined
            : new Code(`() => import('@gpconnect/${registry.capability}/${entry.version}')`),
      };
    }),
  );
  const type = module.use('SpecEntry', 'packages/cli/src/registry.ts');
  module.constant(
    'specs',
    `readonly ${type}[]`,
    print(entries),
    'Every specification version of the registry, in its order.',
  );
  return module;
}

function unresolved(entry: SpecificationEntry): Literal | undefined {
  const open = entry.pins.filter(
    (pin): pin is PinFacts & { readonly unresolved: string } => pin.unresolved !== undefined,
  );
  return open.length === 0
    ? undefined
    : open.map((pin) => ({ canonical: pin.canonical, reason: pin.unresolved }));
}
