/** What is wrong with a fact, and where. */
export interface FactsProblem {
  /** Path below `profiles/`. */
  readonly file: string;
  /** Place in the file: an element id, a JSON pointer, or a canonical. */
  readonly at?: string;
  readonly message: string;
}

/** Facts that cannot be used. Lists every problem found, each with its file and place. */
export class FactsError extends Error {
  readonly problems: readonly FactsProblem[];

  constructor(problems: readonly FactsProblem[]) {
    const shown = problems.slice(0, 20).map(describe);
    const rest = problems.length - shown.length;
    super([...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'));
    this.name = 'FactsError';
    this.problems = problems;
  }
}

/** One line for a problem: `file#place: message`. */
export function describe(problem: FactsProblem): string {
  return `${problem.file}${problem.at === undefined ? '' : `#${problem.at}`}: ${problem.message}`;
}
