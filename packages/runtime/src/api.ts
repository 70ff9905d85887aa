/**
 * The shape of a specification version's public functions.
 *
 * @module
 */
import type { Issue } from './issues/issue.js';
import type { JsonObject, ProfileTable, SpecTable } from './tables/index.js';

declare const shape: unique symbol;

/** A profile: its table, and the TypeScript type its valid values have. */
export interface Profile<T> extends ProfileTable {
  /** Carries the type only; never present at run time. */
  readonly [shape]?: T;
}

/** Options of `validate`. */
export interface ValidateOptions<T = JsonObject> {
  /**
   * Judge the payload by this profile, of this specification version or another one that shares its resource type.
   * Without it the profile is detected; `Report.chosen` says how.
   */
  readonly profile?: Profile<T>;
  /**
   * Which profiles judge each resource: those it claims in `meta.profile`, those the
   * specification version pins for its type, or both (the default).
   */
  readonly profiles?: 'claimed' | 'spec' | 'both';
  /** Id of the interaction that carries the payload; selects among the pins. */
  readonly interaction?: string;
  /** Which side of the interaction the payload is. Default `response`. */
  readonly direction?: 'request' | 'response';
  /** The clock, for checks that compare with the present: an ISO instant. None of those that exist so far does. */
  readonly now?: string;
  /** Judge by the definitions as published, without errata. Default false. */
  readonly asPublished?: boolean;
  /**
   * Most issues reported: the first in document order. Checking ends where no later part of the payload can add to them,
   * and `Report.truncated` tells. Default 1000.
   */
  readonly maxIssues?: number;
  /** Put values of the payload into issues. They could be a patient's. Default false. */
  readonly showValues?: boolean;
}

/** Options of `validateText`. */
export interface ValidateTextOptions<T = JsonObject> extends ValidateOptions<T> {
  /** Default: told from the first character that is not white space. */
  readonly format?: 'json' | 'xml';
  /** Longest text accepted, in UTF-16 code units. Default 256 Mi. */
  readonly maxLength?: number;
}

/** One choice that was made because the caller did not make it. */
export interface Choice {
  readonly what: 'specification' | 'profile' | 'fhir-version' | 'format';
  readonly value: string;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** What every report holds. */
export interface ReportBase {
  /** `capability@version` judged by. */
  readonly spec: string;
  /** `canonical|version` that judged the root; absent when the base type alone did. */
  readonly profile?: string;
  /** In document order: source order for text, key order for values. */
  readonly issues: readonly Issue[];
  readonly counts: { readonly error: number; readonly warning: number; readonly information: number };
  /** True when there are more issues than `maxIssues`, or checking ended at the limit of what is walked. */
  readonly truncated: boolean;
  readonly chosen: readonly Choice[];
}

/**
 * The result of validation. When `valid` is true, `value` has the profile's type.
 *
 * One thing the type says that a valid payload need not keep: FHIR lets any primitive, a required one too, have an
 * extension in place of its value (`_status` with a data-absent-reason, and no `status`). Such a payload is valid, and
 * `report.value.status` is `undefined` at run time. Where senders may do so, look before you use a required primitive.
 */
export type Report<T> =
  | (ReportBase & { readonly valid: true; readonly value: T })
  | (ReportBase & { readonly valid: false; readonly value: unknown });

/**
 * Validates a FHIR JSON value that is already parsed. A value of any other shape gets a report too.
 *
 * @throws MisuseError when an option has a value that is not allowed: among them a `profile` of another FHIR version, or
 * of a resource type that this specification version does not have; the module that it comes from judges by it.
 */
export type Validate = <T = JsonObject>(value: unknown, options?: ValidateOptions<T>) => Report<T>;

/**
 * Validates text: adds positions, duplicate keys and syntax errors to what `Validate` finds.
 *
 * @throws MisuseError when `text` is no string, and as `Validate` does.
 */
export type ValidateText = <T = JsonObject>(text: string, options?: ValidateTextOptions<T>) => Report<T>;

/**
 * What `createValidator(spec)` gives, and each specification version's module re-exports.
 */
export interface Validator {
  readonly spec: SpecTable;
  readonly validate: Validate;
  readonly validateText: ValidateText;
}

/** A slice that one can read from a resource: `Patient.slices.nhsNumber`. */
export interface SliceDescriptor<R, S, Many extends boolean> {
  readonly profile: () => ProfileTable;
  /**
   * Path of the sliced element below the resource: `identifier`, `contact.telecom`; through another slice,
   * `identifier:nhsNumber.extension`.
   */
  readonly path: string;
  readonly name: string;
  readonly many: Many;
  /** Carry types only; never present at run time. */
  readonly [shape]?: (resource: R) => S;
}

/**
 * Reads a slice: one value or `undefined` where at most one may occur, a list otherwise.
 *
 * @throws MisuseError when the resource is no object, or the descriptor none of a profile's slices.
 */
export type ReadSlice = <R, S, Many extends boolean>(
  resource: R,
  descriptor: SliceDescriptor<R, S, Many>,
) => Many extends true ? S[] : S | undefined;
