/**
 * One entry of the registry, resolved against the published definitions.
 *
 * @module
 */
import type { PinFacts, SpecificationEntry } from '@gpconnect-tools/generator/facts';
import { interactionsOf } from './interactions.js';
import { nameOf, type TypedPin } from './payload.js';
import { scopeOf, type Scope } from './scope.js';
import type { DefinitionsIndex, MapEntry, MapPin, SpecificationMap } from './source.js';

/** Releases that every entry's lookups end in. */
const LAST = { STU3: ['careconnect-hl7uk', 'hl7-stu3'], DSTU2: ['hl7-dstu2'], R4: [] } as const;

type FhirVersion = 'DSTU2' | 'STU3' | 'R4';

const FHIR_VERSIONS: Readonly<Record<string, FhirVersion>> = {
  '1.0.2': 'DSTU2',
  '3.0.1': 'STU3',
  '4.0.1': 'R4',
};

/** The map describes stages in sentences; the registry has a word or two, and dates beside them. */
const STATUSES: readonly (readonly [RegExp, string])[] = [
  [/^beta label, adopted/, 'beta, adopted'],
  [/^beta; published/, 'published'],
  [/^published/, 'published'],
  [/^public beta/, 'public beta'],
  [/^beta, withdrawn/, 'withdrawn beta'],
  [/^beta, unfinished/, 'unfinished beta'],
  [/^beta/, 'beta'],
  [/^prerelease, reverted/, 'reverted prerelease'],
  [/^prerelease/, 'prerelease'],
  [/^unfinished draft/, 'unfinished draft'],
  [/^abandoned draft/, 'abandoned draft'],
  [/^placeholder/, 'placeholder'],
  [/^draft/, 'draft'],
  [/^OAS on master/, 'unversioned'],
  [/^in development/, 'in development'],
  [/^empty template/, 'empty'],
];

/** The misprint in the capability statements of 1.3 and 1.4, and what is meant. */
const MEANT: Readonly<Record<string, string>> = {
  'https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Condition-ProblemHeader-1':
    'https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-ProblemHeader-Condition-1',
};

/** Entries whose payloads are those of entries of another capability. */
const BORROWED: Readonly<Record<string, readonly (readonly [capability: string, version: string])[]>> = {
  'patient-facing@access-record-fhir': [
    ['access-record-structured', '1.6.1'],
    ['access-document', '1.6.1'],
  ],
  'patient-facing@appointments-management-fhir': [['appointment-management', '1.6.1']],
};

const isOperation = (pin: MapPin): boolean => pin.canonical.includes('/OperationDefinition/');

function statusOf(stage: string): string {
  const found = STATUSES.find(([pattern]) => pattern.test(stage));
  if (!found) throw new Error(`no status for the stage "${stage}"`);
  return found[1];
}

/** `1.7` is how a capability statement prints `1.7.0`. */
const sameVersion = (printed: string, actual: string): boolean =>
  actual === printed || actual.startsWith(`${printed}.`);

/** Everything that `entryOf` needs to look around. */
export interface Sources {
  readonly map: SpecificationMap;
  readonly index: DefinitionsIndex;
}

function resolve(
  canonical: string,
  scope: Scope,
  fhir: FhirVersion,
  index: DefinitionsIndex,
): { release: string; version?: string } | { unresolved: string } {
  const overlay = scope.overlays?.find(({ canonicals }) => canonicals.includes(canonical));
  const order = [...(overlay ? [overlay.release] : []), ...scope.releases, ...LAST[fhir]];
  for (const release of order) {
    const found = index[release]?.find(
      ({ url, kind }) => url === canonical && kind === 'StructureDefinition',
    );
    if (found) return { release, ...(found.version !== null && { version: found.version }) };
  }
  const elsewhere = Object.values(index).some((definitions) =>
    definitions.some(({ url }) => url === canonical),
  );
  return {
    unresolved: elsewhere
      ? 'published for other versions, but not for this one'
      : 'no definition of this profile was published',
  };
}

function notModelledOf(fhir: FhirVersion | undefined): string | undefined {
  switch (fhir) {
    case 'R4':
      return 'FHIR R4 with UK Core profiles, which this project does not model';
    case undefined:
      return 'an empty template: it describes no payload';
    case 'DSTU2':
    case 'STU3':
      return undefined;
  }
}

/** Builds one entry. Throws where the sources contradict themselves in a way that is not listed there. */
export function entryOf(capability: string, version: string, { map, index }: Sources): SpecificationEntry {
  const source = map.capabilities[capability]?.versions[version];
  if (!source) throw new Error(`the map has no ${capability}@${version}`);
  const fhir = source.fhirVersion === null ? undefined : FHIR_VERSIONS[source.fhirVersion];
  const scope = scopeOf(capability, version);
  for (const release of [...scope.releases, ...(scope.overlays ?? []).map((overlay) => overlay.release)]) {
    if (!index[release]) throw new Error(`${capability}@${version}: the index has no release ${release}`);
  }

  const listed = withBorrowed(capability, version, source, map);
  const pins = listed
    .filter((pin) => !isOperation(pin))
    .map((pin) => pinOf(pin, capability, version, scope, fhir, { map, index }));
  const operations = listed.filter(isOperation);
  const typed = typedPins(listed);
  const notModelled = notModelledOf(fhir);
  const amended = /\b(?:amended(?: to)?|published) (\d{4}-\d{2}-\d{2})/.exec(source.stage)?.[1];
  return {
    version,
    ...(fhir && { fhirVersion: fhir }),
    status: statusOf(source.stage),
    ...(source.releaseDate !== null && { published: source.releaseDate }),
    ...(amended !== undefined && { amended }),
    releases: scope.releases,
    ...(scope.overlays && { overlays: scope.overlays }),
    ...(scope.note !== undefined && { note: scope.note }),
    ...(notModelled !== undefined && { notModelled }),
    pins,
    ...(operations.length > 0 && {
      operations: operations.map(({ canonical, pinnedVersion }) => ({
        canonical,
        ...(pinnedVersion !== null && { printedVersion: pinnedVersion }),
      })),
    }),
    interactions: interactionsOf(
      source.interactions,
      typed,
      operations.map(({ canonical }) => canonical),
    ),
  };
}

function withBorrowed(
  capability: string,
  version: string,
  source: MapEntry,
  map: SpecificationMap,
): MapPin[] {
  const pins = new Map(source.payloadProfiles.map((pin) => [pin.canonical, pin]));
  for (const [lender, lenderVersion] of BORROWED[`${capability}@${version}`] ?? []) {
    for (const pin of map.capabilities[lender]?.versions[lenderVersion]?.payloadProfiles ?? []) {
      // The lender's printed versions and operations are not this specification's word.
      if (!isOperation(pin) && !pins.has(pin.canonical))
        pins.set(pin.canonical, { ...pin, pinnedVersion: null });
    }
  }
  return [...pins.values()];
}

function pinOf(
  pin: MapPin,
  capability: string,
  version: string,
  scope: Scope,
  fhir: FhirVersion | undefined,
  { map, index }: Sources,
): PinFacts {
  const meant = MEANT[pin.canonical];
  if (pin.misnamed !== undefined && meant === undefined)
    throw new Error(`${pin.canonical} is misprinted for an unknown one`);
  const found = fhir
    ? resolve(meant ?? pin.canonical, scope, fhir, index)
    : { unresolved: 'no FHIR version' };
  const printed = pin.pinnedVersion;
  if (printed !== null && 'release' in found && !sameVersion(printed, found.version ?? '')) {
    const known = map.pinMismatches.some(
      (one) =>
        one.capability === capability && one.version === version && one.profile === nameOf(pin.canonical),
    );
    if (!known)
      throw new Error(
        `${capability}@${version} prints ${pin.canonical}|${printed}, found ${found.version ?? 'none'}`,
      );
  }
  return {
    canonical: pin.canonical,
    ...(printed !== null && { printedVersion: printed }),
    ...(meant !== undefined && { meant }),
    ...('release' in found ? { release: found.release } : { unresolved: found.unresolved }),
  };
}

/** Pins with their resource types; a pin that nobody published has its type in its name. */
function typedPins(listed: readonly MapPin[]): TypedPin[] {
  return listed
    .filter((pin) => !isOperation(pin) && MEANT[pin.canonical] === undefined)
    .map((pin) => {
      const type = pin.resourceType ?? /([A-Z][A-Za-z]+)-\d$/.exec(pin.canonical)?.[1];
      if (type === undefined) throw new Error(`${pin.canonical} has no resource type`);
      return { canonical: pin.canonical, type };
    });
}
