/**
 * Errata as readers want them: what each changes, from what, and where that matters.
 *
 * @module
 */
import { canonicalUrl } from '../facts/canonical.js';
import { concerns } from '../facts/errata.js';
import type { Located } from '../facts/load.js';
import type { Erratum, StructureFacts } from '../facts/types.js';
import type { LoadedModel } from './load.js';

/** One property of a definition that an erratum gives another value. */
export interface ErratumChange {
  /** Element id; the definition's canonical for what is not said of an element. */
  readonly at: string;
  /** Property of the element or definition: `min`, `binding`, `context`. */
  readonly property: string;
  /** Values as JSON text; `published` is absent where versions differ or nothing was said. */
  readonly published?: string;
  readonly corrected: string;
}

/** An erratum with where it applies. */
export interface ErratumModel {
  readonly id: string;
  readonly fhirVersion: string;
  /** Definitions that it corrects. */
  readonly canonicals: readonly string[];
  /** Versions of them. */
  readonly versions: readonly string[];
  readonly changes: readonly ErratumChange[];
  readonly why: string;
  readonly evidence: readonly string[];
  /** Releases that publish such a definition. */
  readonly releases: readonly string[];
  /** Specification versions (`capability@version`) that validate by one. */
  readonly specs: readonly string[];
}

/** The errata of a FHIR version, in file order. */
export function errataOf(model: LoadedModel): ErratumModel[] {
  return model.facts.errata.map((erratum) => errataModel(erratum, model));
}

function errataModel(erratum: Erratum, { facts, fhirVersion, specs }: LoadedModel): ErratumModel {
  const { id, why, evidence } = erratum;
  const concerned = [...facts.structures.values()].filter((one) => concerns(erratum, one.facts));
  const files = new Set(concerned.map(({ file }) => file));
  const holds = (located: Located<StructureFacts>): boolean => files.has(located.file);
  return {
    id,
    fhirVersion,
    canonicals: [...new Set(concerned.map((one) => canonicalUrl(one.facts.url)))],
    versions: [...new Set(concerned.map((one) => one.facts.version ?? 'none'))],
    changes: changesOf(
      erratum,
      concerned.map((one) => one.facts),
    ),
    why,
    evidence,
    releases: [...facts.releases.values()]
      .filter(({ structures }) => [...structures.values()].some(holds))
      .map(({ name }) => name),
    specs: specs
      .filter(({ profiles }) => [...profiles.values()].some((profile) => files.has(profile.file)))
      .map(({ capability, version }) => `${capability}@${version}`),
  };
}

/** What says where and why; everything else in an erratum is a change. */
const ABOUT: ReadonlySet<string> = new Set(['id', 'fhirVersion', 'canonical', 'versions', 'why', 'evidence']);

function changesOf(erratum: Erratum, definitions: readonly StructureFacts[]): ErratumChange[] {
  const changes: ErratumChange[] = [];
  for (const [key, value] of Object.entries(erratum) as [string, unknown][]) {
    if (ABOUT.has(key)) continue;
    if (key !== 'element') {
      changes.push(change(erratum.canonical, key, definitions, value));
      continue;
    }
    const { id, ...properties } = value as { readonly id: string };
    const published = definitions.map(
      ({ differential }) => differential.element.find((one) => one.id === id) ?? {},
    );
    for (const [property, corrected] of Object.entries(properties)) {
      changes.push(change(id, property, published, corrected));
    }
  }
  return changes;
}

function change(
  at: string,
  property: string,
  published: readonly object[],
  corrected: unknown,
): ErratumChange {
  const values = new Set(
    published.map((one) => JSON.stringify((one as Readonly<Record<string, unknown>>)[property])),
  );
  const [value] = values;
  const was = values.size === 1 && value !== undefined ? { published: value } : {};
  return { at, property, ...was, corrected: JSON.stringify(corrected) };
}
