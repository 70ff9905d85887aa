/**
 * What the command line needs of the validator: the registry, detection, and
 * the explanation of codes. One object, so that tests can put a small one in
 * its place.
 *
 * @module
 */
import type { Choice, Issue, IssueCode, SpecTable } from '@gpconnect/runtime';
import type { Explanation } from '@gpconnect/runtime/explain';
import type { ErratumEntry } from './errata.js';
import type { SpecEntry } from './registry.js';

/** The outcome of detection: a specification version, or why the text holds no FHIR value to detect one for. */
export type Detection =
  | {
      readonly readable: true;
      /** `capability@version`, of a modelled version. */
      readonly spec: string;
      /** What was chosen, this version among it, and why. */
      readonly chosen: readonly Choice[];
    }
  | { readonly readable: false; readonly issues: readonly Issue[] }
  /** A resource, but of a FHIR version that no modelled specification version has. */
  | { readonly readable: false; readonly issues: readonly []; readonly failure: string };

/** A FHIR version, as tables name it. */
export type FhirVersion = SpecTable['fhir']['version'];

/** The validator behind the command line. */
export interface Engine {
  readonly specs: readonly SpecEntry[];
  /** Chooses a specification version for a payload's text; what is said of the choice tells how sure it is. */
  readonly detect: (text: string) => Detection | Promise<Detection>;
  /** What an issue code means. */
  readonly explain: (code: IssueCode) => Explanation;
  /** Every base type of a FHIR version, whatever specification version uses it: what a conversion needs. */
  readonly types: (fhirVersion: FhirVersion) => Promise<SpecTable['types']>;
  /** Corrections of published definitions. */
  readonly errata: () => Promise<readonly ErratumEntry[]>;
}
