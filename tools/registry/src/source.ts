/**
 * What the registry is made from: the specification map and the index of published definitions.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A profile or operation that a version of the map names. */
export interface MapPin {
  readonly canonical: string;
  readonly pinnedVersion: string | null;
  readonly fileVersion: string | null;
  readonly resourceType?: string;
  readonly misnamed?: string;
}

/** An interaction of the map; bodies are described in words. */
export interface MapInteraction {
  readonly id: string | null;
  readonly name: string;
  readonly httpMethod: string | null;
  readonly path: string;
  readonly requestBody: string | null;
  readonly responseBody: string | null;
  readonly successStatus?: number;
  readonly page?: string;
  readonly messageEvent?: string;
  readonly messageDefinition?: string | null;
  readonly localExtension?: string | null;
}

/** One capability × version entry of the map. */
export interface MapEntry {
  readonly fhirVersion: string | null;
  readonly branches: Readonly<Record<string, string>>;
  readonly releaseDate: string | null;
  readonly stage: string;
  readonly interactions: readonly MapInteraction[];
  readonly payloadProfiles: readonly MapPin[];
}

/** The parts of the map that the registry takes. */
export interface SpecificationMap {
  readonly capabilities: Readonly<
    Record<string, { readonly title: string; readonly versions: Readonly<Record<string, MapEntry>> }>
  >;
  readonly pinMismatches: readonly {
    readonly version: string;
    readonly capability: string;
    readonly profile: string;
    readonly pinned: string;
    readonly file: string;
  }[];
}

/** Release → what it holds. */
export type DefinitionsIndex = Readonly<
  Record<string, readonly { readonly url: string; readonly version: string | null; readonly kind: string }[]>
>;

/** Reads both from the folder that holds `spec/` and `definitions/`. */
export function readSources(folder: string): { map: SpecificationMap; index: DefinitionsIndex } {
  const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as T;
  return {
    map: read<SpecificationMap>('spec', 'spec-map.json'),
    index: read<DefinitionsIndex>('definitions', 'index.json'),
  };
}
