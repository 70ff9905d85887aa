/**
 * Makes cases and checks them, one after another. The n-th case depends on the seed and on the cases before it, and
 * on nothing else.
 *
 * @module
 */
import { convertText, createValidator, toOperationOutcome } from '@gpconnect/runtime';
import type { SpecTable } from '@gpconnect/runtime/tables';
import type { Case, CaseOptions, Failure, Subject } from '../check/case.js';
import { checkCase } from '../check/check.js';
import { parse, write } from '../json.js';
import { Dictionary } from '../mutate/dictionary.js';
import { mutateText } from '../mutate/text.js';
import { mutateValue } from '../mutate/value.js';
import { Random } from '../random.js';
import { loadSpec } from '../specs.js';
import { Synthesis } from '../synthesis.js';
import { minimise } from './minimise.js';
import { Pool } from './pool.js';
import { seedsFor } from './seeds.js';

/** A campaign's parameters. */
export interface CampaignOptions {
  /** Root of the repository. */
  readonly root: string;
  readonly seed: number;
  readonly specs: readonly string[];
}

/** One case that was checked. */
export interface Checked {
  readonly number: number;
  readonly one: Case;
  readonly failures: readonly Failure[];
  readonly slowest: number;
}

/** A version's functions under test. */
export function subjectOf(spec: SpecTable): Subject {
  const fresh = () => createValidator(spec);
  const convert = (to: 'json' | 'xml') => (text: string) => {
    const converted = convertText(text, spec, { to });
    return converted.ok ? converted.text : undefined;
  };
  return { ...fresh(), toOperationOutcome, toXml: convert('xml'), toJson: convert('json'), fresh };
}

/** Cases between two that are compared with a validator without memory. */
const COLD = 300;
/** How often a slow case is tried again: a busy machine is slow by itself. */
const AGAIN = 3;
/** Cases between two that are converted to XML as well. */
const XML = 15;
/** Cases between two that are looked at thoroughly. */
const THOROUGH = 5;

export class Campaign {
  private constructor(
    private readonly seed: number,
    private readonly subjects: ReadonlyMap<string, Subject>,
    private readonly syntheses: ReadonlyMap<string, Synthesis>,
    private readonly dictionary: Dictionary,
    readonly pool: Pool,
    readonly seeds: readonly { readonly spec: string; readonly text: string }[],
  ) {}

  static async start({ root, seed, specs }: CampaignOptions): Promise<Campaign> {
    const random = new Random(seed, 0);
    const subjects = new Map<string, Subject>();
    const syntheses = new Map<string, Synthesis>();
    for (const id of specs) {
      const spec = await loadSpec(id);
      subjects.set(id, subjectOf(spec));
      syntheses.set(id, new Synthesis(spec, random));
    }
    const seeds = await seedsFor(root, specs, (id) => syntheses.get(id)!, random);
    const dictionary = new Dictionary();
    for (const { text } of seeds) {
      const record = parse(text);
      if (record !== undefined) dictionary.add(record);
    }
    return new Campaign(seed, subjects, syntheses, dictionary, new Pool(seeds), seeds);
  }

  /** The case of a number, from 1. The records come first as they are. */
  make(number: number): Case {
    const random = new Random(this.seed, number);
    const seed = this.seeds[number - 1];
    if (seed !== undefined) return { ...seed, options: {} };
    const { spec, text } = this.pool.pick(random);
    return { spec, options: optionsOf(random), text: this.mutate(random, spec, text) };
  }

  private mutate(random: Random, spec: string, text: string): string {
    const synthesis = this.syntheses.get(spec)!;
    synthesis.use(random);
    const value = random.below(5) > 0 ? parse(text) : undefined;
    if (value === undefined) return mutateText(random, text);
    mutateValue(random, value, this.dictionary, synthesis);
    const written = write(value, random.oneIn(10) ? 2 : undefined);
    if (random.oneIn(8)) {
      const xml = this.subjects.get(spec)!.toXml(written);
      if (xml !== undefined) return random.oneIn(4) ? xml : mutateText(random, xml);
    }
    return random.oneIn(5) ? mutateText(random, written) : written;
  }

  /** Checks the case of a number; a mutant that showed something new is kept. */
  check(number: number, one: Case): Checked {
    const effort = { cold: number % COLD === 0, thorough: number % THOROUGH === 0, xml: number % XML === 0 };
    const subject = this.subjects.get(one.spec)!;
    let outcome = checkCase(subject, one, effort);
    for (let again = 0; again < AGAIN && outcome.failures.some(isSlow); again++) {
      outcome = checkCase(subject, one, effort);
    }
    const { failures, report, slowest } = outcome;
    if (report !== undefined && this.pool.notes(report)) {
      this.pool.keep(new Random(this.seed, number), { spec: one.spec, text: one.text });
    }
    return { number, one, failures, slowest };
  }

  /** The smallest text found that breaks the same rule. */
  minimise(one: Case, rule: string): string {
    const subject = this.subjects.get(one.spec)!;
    const effort = { cold: rule === 'cold', thorough: true, xml: true };
    return minimise(one.text, (text) =>
      checkCase(subject, { ...one, text }, effort).failures.some((failure) => failure.rule === rule),
    );
  }
}

function isSlow({ rule }: Failure): boolean {
  return rule === 'slow';
}

/** Mostly as everybody calls it. */
function optionsOf(random: Random): CaseOptions {
  if (random.below(4) > 0) return {};
  return {
    ...(random.oneIn(2) ? { profiles: random.pick(['claimed', 'spec'] as const) } : {}),
    ...(random.oneIn(3) ? { asPublished: true } : {}),
    ...(random.oneIn(4) ? { showValues: true } : {}),
    ...(random.oneIn(4) ? { maxIssues: 1 + random.below(12) } : {}),
  };
}
