/**
 * Makes the mutants of every subject, judges them, and counts.
 *
 * @module
 */
import {
  dataTypes,
  mutants,
  typeMutants,
  type Constraint,
  type FailingExamples,
  type Mutant,
  type MutantOptions,
  NOT_BROKEN,
} from '@gpconnect/testkit';
import { Judge, optionsFor, validatorOf, type Verdict } from './judge.js';
import { codesAgainst, type NoInstance } from './explained.js';
import type { Version } from './specs.js';
import { subjectsOf } from './subjects.js';

/** Counts of one kind of constraint. */
export interface Count {
  mutants: number;
  reported: number;
}

/** A mutant that was not reported as expected. */
export interface Failure {
  readonly subject: string;
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/** An element, or a rule, that no mutant was made for, because no valid payload has it. */
export interface Unreachable {
  readonly element: string;
  readonly reason: string;
  /** The rule that is not broken, or that excludes the element. */
  readonly rule?: string;
  /** True where the rule itself could not be broken. */
  readonly isRule: boolean;
}

/** What came of the mutants of one subject. */
export interface Score {
  readonly subject: string;
  readonly versions: number;
  readonly counts: ReadonlyMap<Constraint, Count>;
  readonly failures: readonly Failure[];
  readonly unreachable: readonly Unreachable[];
}

/** Scores of every content of every profile, and of the data types. */
export function scoreAll(
  versions: readonly Version[],
  failing: FailingExamples,
  noInstance: readonly NoInstance[],
): Score[] {
  return [...scoreTypes(versions, failing), ...scoreProfiles(versions, failing, noInstance)];
}

function scoreProfiles(
  versions: readonly Version[],
  failing: FailingExamples,
  noInstance: readonly NoInstance[],
): Score[] {
  return subjectsOf(versions).map((subject) => {
    const { spec, profile, asPublished } = subject;
    const judge = new Judge(validatorOf(spec), optionsFor(subject), codesAgainst(subject.name, noInstance));
    return scoreOf(subject.name, subject.versions, judge, (onUnreachable) =>
      mutants(spec, profile, { asPublished, failing, onUnreachable }),
    );
  });
}

/** Data types are the same in every specification version of one FHIR version: they are judged in the last. */
function scoreTypes(versions: readonly Version[], failing: FailingExamples): Score[] {
  const fhirVersions = [...new Set(versions.map(({ spec }) => spec.fhir.version))].sort();
  return fhirVersions.flatMap((fhirVersion) => {
    const own = versions.filter(({ spec }) => spec.fhir.version === fhirVersion);
    const { spec } = own[own.length - 1]!;
    const judge = new Judge(validatorOf(spec), { profiles: 'claimed', showValues: true });
    return dataTypes(spec).map((name) =>
      scoreOf(`${fhirVersion} ${name}`, own.length, judge, (onUnreachable) =>
        typeMutants(spec, name, { failing, onUnreachable }),
      ),
    );
  });
}

type OnUnreachable = NonNullable<MutantOptions['onUnreachable']>;

function scoreOf(
  subject: string,
  versions: number,
  judge: Judge,
  make: (onUnreachable: OnUnreachable) => Iterable<Mutant>,
): Score {
  const counts = new Map<Constraint, Count>();
  const failures: Failure[] = [];
  const unreachable = new Map<string, Unreachable>();
  const note: OnUnreachable = (element, reasons) => {
    for (const { reason, rule } of reasons) {
      const isRule = reason.endsWith(NOT_BROKEN);
      const one = { element, reason, isRule, ...(rule === undefined ? {} : { rule }) };
      unreachable.set(`${element} ${reason}`, one);
    }
  };
  for (const mutant of make(note)) {
    let count = counts.get(mutant.constraint);
    if (count === undefined) counts.set(mutant.constraint, (count = { mutants: 0, reported: 0 }));
    count.mutants++;
    const verdict = judge.verdictOn(mutant);
    if (verdict.is === 'reported') count.reported++;
    else failures.push({ subject, mutant, verdict });
  }
  return { subject, versions, counts, failures, unreachable: [...unreachable.values()] };
}
