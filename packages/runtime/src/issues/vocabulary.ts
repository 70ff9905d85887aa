/**
 * The words that a report may repeat from a payload: those that the specification itself has.
 *
 * @module
 */

/** What a specification version knows by name. */
export interface Vocabulary {
  /** True for names of properties, slices and types. */
  hasName(name: string): boolean;
  /** True for names of resource types. */
  hasResourceType(name: string): boolean;
  /** True for codes of shipped value sets and for values that definitions fix. */
  hasCode(code: string): boolean;
  /** True for canonicals of definitions, and for systems that definitions name. */
  hasUrl(url: string): boolean;
  /** As much of the URL, up to a slash, as a known one begins with; undefined where not even the host is known. */
  knownStart(url: string): string | undefined;
  /** A known URL that is a slip of the pen away. */
  nearUrl(url: string): string | undefined;
}

/** For texts that no specification version judges: nothing is known, so nothing is shown. */
export const NOTHING_KNOWN: Vocabulary = {
  hasName: () => false,
  hasResourceType: () => false,
  hasCode: () => false,
  hasUrl: () => false,
  knownStart: () => undefined,
  nearUrl: () => undefined,
};
