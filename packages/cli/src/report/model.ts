/**
 * What a run found, before it is written in one format or another.
 *
 * @module
 */
import type { Choice, Issue, Severity } from '@gpconnect/runtime';
import type { ExitCode } from '../io.js';

/** The judgement of one file by one specification version. */
export interface FileReport {
  /** Path as the user can open it, relative where it was given so; `stdin` for standard input. */
  readonly file: string;
  readonly format: 'json' | 'xml' | null;
  /** `capability@version` judged by; null when it did not come to that. */
  readonly spec: string | null;
  /** `canonical|version` that judged the root; null when the base type alone did. */
  readonly profile: string | null;
  /** True when checking stopped at `--max-issues`. */
  readonly truncated: boolean;
  readonly chosen: readonly Choice[];
  readonly issues: readonly Issue[];
  /** Why the file could not be read or judged at all; never holds what is in it. */
  readonly failure?: string;
}

/** Totals over a run. */
export interface Summary {
  /** Different files, however many specification versions judged each. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  /** Files that could not be read as a FHIR value. */
  readonly unreadable: number;
}

/** The lowest severity that makes a run fail. */
export type FailOn = 'error' | 'warning';

/** How many issues of a severity a report has. */
export function count(report: FileReport, severity: Severity): number {
  let found = 0;
  for (const issue of report.issues) if (issue.severity === severity) found++;
  return found;
}

/** True when the file could not be read as a FHIR value, so that nothing is known of its content. */
export function isUnreadable(report: FileReport): boolean {
  return (
    report.failure !== undefined ||
    // A duplicate key is the one finding of the reader that leaves a value to judge.
    report.issues.some((issue) => issue.code.startsWith('input.') && issue.code !== 'input.duplicate-key')
  );
}

/** True when the report holds a finding at or above `failOn`, or is not complete. */
export function fails(report: FileReport, failOn: FailOn): boolean {
  return (
    report.truncated ||
    report.issues.some(
      (issue) => issue.severity === 'error' || (failOn === 'warning' && issue.severity === 'warning'),
    )
  );
}

/** Adds up a run, report by report. */
export class Tally {
  readonly #files = new Set<string>();
  readonly #unreadable = new Set<string>();
  readonly #failOn: FailOn;
  #errors = 0;
  #warnings = 0;
  #information = 0;
  #failed = false;

  constructor(failOn: FailOn) {
    this.#failOn = failOn;
  }

  add(report: FileReport): void {
    this.#files.add(report.file);
    if (isUnreadable(report)) this.#unreadable.add(report.file);
    this.#errors += count(report, 'error');
    this.#warnings += count(report, 'warning');
    this.#information += count(report, 'information');
    this.#failed ||= fails(report, this.#failOn);
  }

  get summary(): Summary {
    return {
      files: this.#files.size,
      errors: this.#errors,
      warnings: this.#warnings,
      information: this.#information,
      unreadable: this.#unreadable.size,
    };
  }

  get exitCode(): ExitCode {
    if (this.#unreadable.size > 0) return 2;
    return this.#failed ? 1 : 0;
  }
}

/** Writes reports in one format. What `file` returns is written at once; `end` closes the document. */
export interface Reporter {
  /** The reports of one file: one for each specification version that judged it. */
  file(reports: readonly FileReport[]): string;
  end(summary: Summary, exitCode: ExitCode): string;
}
