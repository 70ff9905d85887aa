/**
 * Findings about what the other format cannot carry, each with its place in the value.
 *
 * @module
 */
import { createIssue } from '../issues/create.js';
import type { Issue, IssueCode } from '../issues/issue.js';
import { hiddenName } from '../issues/mask.js';
import { pathStep, pointerStep } from '../issues/names.js';
import type { ParametersOf } from '../issues/parameters.js';

/** Most losses told of one value. */
const LIMIT = 100;

/** Where a writer is, and what it could not write so far. */
export class Losses {
  readonly issues: Issue[] = [];
  /** Where each of them stands: its own pointer may hide a name. */
  readonly pointers: string[] = [];
  private readonly steps: (string | number)[] = [];
  private readonly shown: (string | number)[] = [];

  constructor(
    private readonly root: string,
    private readonly shows: (name: string) => boolean,
    private readonly source: string,
  ) {}

  get isFull(): boolean {
    return this.issues.length >= LIMIT;
  }

  /** @param shown - What stands for the step in findings. */
  enter(step: string | number, shown = step): void {
    this.steps.push(step);
    this.shown.push(shown);
  }

  leave(): void {
    this.steps.pop();
    this.shown.pop();
  }

  /** Tells of a loss where the writer is. */
  tell<C extends IssueCode>(code: C, params: ParametersOf<C>, source = this.source): void {
    if (this.isFull) return;
    let path = this.root;
    let pointer = '';
    for (const step of this.shown) {
      if (typeof step === 'number') path += `[${step}]`;
      else path += pathStep(step.startsWith('_') ? step.slice(1) : step);
      pointer += pointerStep(step);
    }
    this.issues.push(createIssue(code, params, { path, pointer, source }));
    this.pointers.push(this.steps.map(pointerStep).join(''));
  }

  /** What stands for a name in findings, where it is that of the `number`th property of its object. */
  shownName(name: string, number: number): string {
    return this.shows(name) ? name : hiddenName(number);
  }
}
