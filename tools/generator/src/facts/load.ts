import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalUrl, compareVersions } from './canonical.js';
import { FactsError, type FactsProblem } from './error.js';
import { isObject, ShapeChecker, type Json } from './read.js';
import type {
  CapabilityRegistry,
  CodeSystemFacts,
  Erratum,
  FhirVersion,
  InvariantFacts,
  NameFacts,
  ReleaseManifest,
  StructureFacts,
  ValueSetFacts,
} from './types.js';

/** A definition and the file it stands in. */
export interface Located<T> {
  /** Path below `profiles/`. */
  readonly file: string;
  readonly facts: T;
}

/** What one release holds, by canonical. */
export interface Release {
  readonly name: string;
  readonly structures: ReadonlyMap<string, Located<StructureFacts>>;
  readonly valueSets: ReadonlyMap<string, Located<ValueSetFacts>>;
  readonly codeSystems: ReadonlyMap<string, Located<CodeSystemFacts>>;
}

/** Everything that `profiles/` holds for one FHIR version. */
export interface Facts {
  readonly fhirVersion: FhirVersion;
  /** The base specification. */
  readonly base: Release;
  /** Releases of GP Connect and its neighbours, by name. */
  readonly releases: ReadonlyMap<string, Release>;
  /** Every resource type of the FHIR version, also those that facts hold no definition of. */
  readonly resourceTypes: readonly string[];
  /** Structures by file. */
  readonly structures: ReadonlyMap<string, Located<StructureFacts>>;
  /** What the releases hold, the base specification first, as their manifests say. */
  readonly manifests: readonly ReleaseManifest[];
  readonly specs: readonly CapabilityRegistry[];
  readonly invariants: readonly InvariantFacts[];
  readonly names: NameFacts;
  /** Corrections of published definitions, in file order. */
  readonly errata: readonly Erratum[];
}

/**
 * Reads all facts of one FHIR version below `profiles/`.
 *
 * @throws FactsError naming each file and place that cannot be used.
 */
export function loadFacts(profilesDir: string, fhirVersion: FhirVersion): Facts {
  const loader = new Loader(profilesDir, fhirVersion);
  const facts = loader.load();
  if (loader.problems.length > 0) throw new FactsError(loader.problems);
  return facts;
}

class Loader {
  readonly problems: FactsProblem[] = [];
  private readonly structures = new Map<string, Located<StructureFacts>>();
  private readonly valueSets = new Map<string, Located<ValueSetFacts>>();
  private readonly codeSystems = new Map<string, Located<CodeSystemFacts>>();
  private readonly manifests: ReleaseManifest[] = [];
  private readonly rejected = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly fhirVersion: FhirVersion,
  ) {}

  load(): Facts {
    const folder = `fhir/${this.fhirVersion.toLowerCase()}`;
    const base = this.release(`${folder}/release.json`);
    const releases = new Map<string, Release>();
    for (const file of this.files('gpconnect/releases')) {
      const release = this.release(file);
      if (release.name !== '') releases.set(release.name, release);
    }
    return {
      fhirVersion: this.fhirVersion,
      base,
      releases,
      resourceTypes: this.optionalList<string>(`${folder}/resource-types.json`),
      structures: this.structures,
      manifests: this.manifests,
      specs: this.files('specs').flatMap((file) => this.registry(file)),
      invariants: this.optionalList<InvariantFacts>(`${folder}/invariants.json`),
      names: this.names(),
      errata: this.files('errata')
        .flatMap((file) => this.optionalList<Erratum>(file))
        .filter(({ fhirVersion = 'STU3' }) => fhirVersion === this.fhirVersion),
    };
  }

  /** JSON files directly in a folder, in name order. */
  private files(folder: string): string[] {
    const path = join(this.root, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => `${folder}/${name}`);
  }

  private json(file: string): unknown {
    let text: string;
    try {
      text = readFileSync(join(this.root, file), 'utf8');
    } catch {
      this.problems.push({ file, message: 'the file cannot be read' });
      return undefined;
    }
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      this.problems.push({
        file,
        message: `not JSON: ${error instanceof Error ? error.message : String(error)}`,
      });
      return undefined;
    }
  }

  private object(file: string): Json | undefined {
    const json = this.json(file);
    if (json === undefined) return undefined;
    if (isObject(json)) return json;
    this.problems.push({ file, message: 'must hold a JSON object' });
    return undefined;
  }

  private release(file: string): Release {
    const structures = new Map<string, Located<StructureFacts>>();
    const valueSets = new Map<string, Located<ValueSetFacts>>();
    const codeSystems = new Map<string, Located<CodeSystemFacts>>();
    const json = this.object(file);
    if (json === undefined) return { name: '', structures, valueSets, codeSystems };
    const before = this.problems.length;
    new ShapeChecker(file, this.problems).manifest(json);
    if (this.problems.length > before) return { name: '', structures, valueSets, codeSystems };
    const manifest = json as unknown as ReleaseManifest;
    if (manifest.fhirVersion !== this.fhirVersion) return { name: '', structures, valueSets, codeSystems };
    this.manifests.push(manifest);
    for (const definition of manifest.definitions) {
      const kind = this.definition(definition.file);
      const structure = this.structures.get(definition.file);
      const valueSet = this.valueSets.get(definition.file);
      const codeSystem = this.codeSystems.get(definition.file);
      if (kind === 'StructureDefinition' && structure) keepNewest(structures, structure);
      else if (kind === 'ValueSet' && valueSet) keepNewest(valueSets, valueSet);
      else if (kind === 'CodeSystem' && codeSystem) keepNewest(codeSystems, codeSystem);
    }
    return { name: manifest.release, structures, valueSets, codeSystems };
  }

  /** Reads a definition once, and says what kind it is. */
  private definition(file: string): string | undefined {
    if (this.rejected.has(file)) return undefined;
    if (this.structures.has(file)) return 'StructureDefinition';
    if (this.valueSets.has(file)) return 'ValueSet';
    if (this.codeSystems.has(file)) return 'CodeSystem';
    const before = this.problems.length;
    const json = this.object(file);
    const kind = json?.['resourceType'];
    if (json !== undefined) {
      const checker = new ShapeChecker(file, this.problems);
      if (kind === 'StructureDefinition') checker.structure(json);
      else if (kind === 'ValueSet') checker.valueSet(json);
      else if (kind === 'CodeSystem') checker.codeSystem(json);
      else checker.report('/resourceType', `${String(kind)} is no kind of definition that facts hold`);
    }
    if (json === undefined || this.problems.length > before) {
      this.rejected.add(file);
      return undefined;
    }
    if (kind === 'StructureDefinition') {
      this.structures.set(file, { file, facts: json as unknown as StructureFacts });
    } else if (kind === 'ValueSet') {
      this.valueSets.set(file, { file, facts: json as unknown as ValueSetFacts });
    } else {
      this.codeSystems.set(file, { file, facts: json as unknown as CodeSystemFacts });
    }
    return kind as string;
  }

  private registry(file: string): CapabilityRegistry[] {
    const json = this.object(file);
    // The folder also holds tables about the registry (aliases): only files that name a capability are entries of it.
    if (json === undefined || json['capability'] === undefined) return [];
    const before = this.problems.length;
    new ShapeChecker(file, this.problems).registry(json);
    return this.problems.length > before ? [] : [json as unknown as CapabilityRegistry];
  }

  private optionalList<T>(file: string): readonly T[] {
    if (!existsSync(join(this.root, file))) return [];
    const json = this.json(file);
    if (Array.isArray(json)) return json as readonly T[];
    if (json !== undefined) this.problems.push({ file, message: 'must hold a list' });
    return [];
  }

  private names(): NameFacts {
    const file = 'names.json';
    if (!existsSync(join(this.root, file))) return { types: {}, modules: {} };
    const names = this.object(file)?.[this.fhirVersion];
    if (names === undefined) return { types: {}, modules: {} };
    if (isObject(names) && isObject(names['types']) && isObject(names['modules']))
      return names as unknown as NameFacts;
    this.problems.push({ file, at: this.fhirVersion, message: 'must hold types and modules' });
    return { types: {}, modules: {} };
  }
}

/** Where a release holds a canonical twice, the higher version counts, and of equal versions the first. */
function keepNewest<T extends { readonly url: string; readonly version?: string }>(
  index: Map<string, Located<T>>,
  located: Located<T>,
): void {
  const url = canonicalUrl(located.facts.url);
  const held = index.get(url);
  if (held === undefined || compareVersions(held.facts.version, located.facts.version) < 0)
    index.set(url, located);
}
