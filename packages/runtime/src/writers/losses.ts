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
import type { JsonObject } from '../tables/index.js';

/** Most losses told of one value. */
const LIMIT = 100;

/** Where a writer is, and what it could not write so far. */
export class Losses {
  readonly issues: Issue[] = [];
  private readonly steps: (string | number)[] = [];

  constructor(
    private readonly root: string,
    private readonly shows: (name: string) => boolean,
    private readonly source: string,
  ) {}

  get isFull(): boolean {
    return this.issues.length >= LIMIT;
  }

  enter(step: string | number): void {
    this.steps.push(step);
  }

  leave(): void {
    this.steps.pop();
  }

  /** Tells of a loss where the writer is. */
  tell<C extends IssueCode>(code: C, params: ParametersOf<C>, source = this.source): void {
    if (this.isFull) return;
    let path = this.root;
    let pointer = '';
    for (const step of this.steps) {
      if (typeof step === 'number') path += `[${step}]`;
      else path += pathStep(step.startsWith('_') ? step.slice(1) : step);
      pointer += pointerStep(step);
    }
    this.issues.push(createIssue(code, params, { path, pointer, source }));
  }

  /** A property's name as a step: the `number`th of its object, where it is not shown. */
  stepOf(object: JsonObject, name: string): string {
    return this.shows(name) ? name : hiddenName(Object.keys(object).indexOf(name) + 1);
  }
}
