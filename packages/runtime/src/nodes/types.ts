/**
 * The types an element may have, merged over all layers.
 *
 * @module
 */
import type { ConstrainedType, ElementTable, ElementType, ProfileTable } from '../tables/index.js';
import { inForce, sourceOf, type Layer, type Stated } from './layer.js';

/** The type code of an element type. */
export function codeOf(type: ElementType): string {
  return typeof type === 'string' ? type : type.code;
}

/** Abstract types that a profile narrows by naming another type. */
const GENERAL: ReadonlySet<string> = new Set(['Resource', 'DomainResource', 'Element', '*']);

/** Where a reference may point, as one definition has it. */
export interface ReferenceTargets {
  /** Absent when any type may be. */
  readonly types: ReadonlySet<string> | undefined;
  readonly profiles: readonly string[];
}

/** A definition's demand that a value satisfies one of several profiles. */
export interface ProfileDemand {
  readonly profiles: readonly (() => ProfileTable)[];
  readonly unresolved: readonly string[];
}

/** Type codes of the first layer that states any: those that JSON can have here. */
export function baseCodes(layers: readonly Layer[]): string[] {
  for (const { table } of layers) if (table.types !== undefined) return unique(table.types.map(codeOf));
  return [];
}

/** Whether a layer excludes `code`, and which. */
export function excludedBy(layers: readonly Layer[], code: string): Layer | undefined {
  return layers.find(({ table }) => table.types !== undefined && !allows(table.types, code));
}

function allows(types: readonly ElementType[], code: string): boolean {
  return types.some((type) => {
    const allowed = codeOf(type);
    return allowed === code || GENERAL.has(allowed);
  });
}

/** Type codes that every layer allows, narrowest statement first to speak. */
export function allowedCodes(layers: readonly Layer[]): string[] {
  let codes = baseCodes(layers);
  for (const { table } of layers) {
    if (table.types === undefined) continue;
    const stated = unique(table.types.map(codeOf));
    // A profile that puts Patient where the base has Resource specialises rather than excludes.
    if (codes.some((code) => GENERAL.has(code))) codes = stated;
    else codes = codes.filter((code) => allows(table.types!, code));
  }
  return codes;
}

/** What profiles demand of values of type `code`. */
export function profileDemands(layers: readonly Layer[], code: string): Stated<ProfileDemand>[] {
  const demands: Stated<ProfileDemand>[] = [];
  for (const layer of layers) {
    const uses = usesOf(layer.table, code);
    const profiles = uses.flatMap((use) => use.profiles ?? []);
    const unresolved = uses.flatMap((use) => use.unresolved ?? []);
    if (profiles.length + unresolved.length > 0 && uses.every(isProfiled)) {
      demands.push({ value: { profiles, unresolved }, source: sourceOf(layer) });
    }
  }
  return demands;
}

/** Where references may point, as far as any layer limits it. */
export function referenceTargets(layers: readonly Layer[]): Stated<ReferenceTargets>[] {
  const stated = inForce(layers, (table): ReferenceTargets | undefined => {
    const uses = usesOf(table, 'Reference');
    if (uses.length === 0) return undefined;
    const types = uses.every((use) => use.targets !== undefined)
      ? uses.flatMap((use) => use.targets!)
      : undefined;
    const profiles = uses.every((use) => use.targetProfiles !== undefined)
      ? uses.flatMap((use) => use.targetProfiles!)
      : [];
    if (types === undefined && profiles.length === 0) return undefined;
    const open = types === undefined || types.length === 0 || types.includes('Resource');
    return { types: open ? undefined : new Set(types), profiles: unique(profiles) };
  });
  return stated.filter(({ value }) => value.types !== undefined || value.profiles.length > 0);
}

function usesOf(table: ElementTable, code: string): ConstrainedType[] {
  return (table.types ?? [])
    .filter((type) => codeOf(type) === code)
    .map((type) => (typeof type === 'string' ? { code: type } : type));
}

function isProfiled(use: ConstrainedType): boolean {
  return (use.profiles?.length ?? 0) + (use.unresolved?.length ?? 0) > 0;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
