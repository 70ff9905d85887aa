/**
 * Judges payloads made from definitions.
 *
 * @module
 */
import {
  createValidator,
  type Issue,
  type IssueCode,
  type ValidateOptions,
  type Validator,
} from '@gpconnect/runtime';
import type { JsonObject, SpecTable } from '@gpconnect/runtime/tables';
import { judgeOf, type Expectation, type Mutant } from '@gpconnect/testkit';
import type { Subject } from './subjects.js';

/** What a validator made of a mutant. */
export type Verdict =
  | { readonly is: 'reported' }
  /** The finding expected is not among those found. */
  | { readonly is: 'missed'; readonly found: readonly Issue[] }
  /** An error was found that the change does not explain. */
  | { readonly is: 'unrelated'; readonly found: readonly Issue[] }
  /** The payload had errors before it was changed. */
  | { readonly is: 'unsound'; readonly found: readonly Issue[] };

const VALIDATORS = new WeakMap<SpecTable, Validator>();

/** The validator of a specification version, made once. */
export function validatorOf(spec: SpecTable): Validator {
  let validator = VALIDATORS.get(spec);
  if (validator === undefined) VALIDATORS.set(spec, (validator = createValidator(spec)));
  return validator;
}

/** How payloads of a subject are judged: by its profile, and resources within by what they claim. */
export function optionsFor({ spec, profile, asPublished }: Subject): ValidateOptions {
  const judge = judgeOf(spec, profile, { asPublished });
  return {
    asPublished,
    profiles: 'claimed',
    showValues: true,
    ...(judge === undefined ? {} : { profile: judge }),
  };
}

/** Judges mutants of one subject, one after the other. */
export class Judge {
  private base: JsonObject | undefined;
  private before: readonly Issue[] = [];

  constructor(
    private readonly validator: Validator,
    private readonly options: ValidateOptions,
    /** Codes of errors that no instance of the subject is without. */
    private readonly tolerated: readonly IssueCode[] = [],
  ) {}

  verdictOn(mutant: Mutant): Verdict {
    const { base, value, expected, also } = mutant;
    if (base !== this.base) {
      this.base = base;
      this.before = this.validator.validate(base, this.options).issues;
    }
    const errors = this.before.filter((issue) => this.isAgainst(issue));
    if (errors.length > 0) return { is: 'unsound', found: errors };
    const { issues } = this.validator.validate(value, this.options);
    if (!issues.some((issue) => isOf(issue, expected))) return { is: 'missed', found: issues };
    const unrelated = issues.filter(
      (issue) => this.isAgainst(issue) && !isOf(issue, expected) && !also.some((one) => isOf(issue, one)),
    );
    return unrelated.length > 0 ? { is: 'unrelated', found: unrelated } : { is: 'reported' };
  }

  private isAgainst({ severity, code }: Issue): boolean {
    return severity === 'error' && !this.tolerated.includes(code);
  }
}

function isOf(issue: Issue, { code, severity, pointer, path, key }: Expectation): boolean {
  return (
    issue.code === code &&
    issue.severity === severity &&
    issue.pointer === pointer &&
    issue.path === path &&
    (key === undefined || issue.params['key'] === key)
  );
}
