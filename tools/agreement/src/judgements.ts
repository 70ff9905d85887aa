/**
 * What our findings on the corpus are worth: judgements with their reasons (`judgements.json`).
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from './comparison.js';
import type { JudgedCorpus, OwnFinding } from './judged-corpus.js';

/**
 * Who is wrong: the payload, the published definition, or we. `no fault` is for warnings and information that leave
 * it to the reader, and for what could not be checked.
 */
export type Verdict = 'payload' | 'definition' | 'ours' | 'no fault';

/** One judgement; a finding belongs to the first that it matches. */
export interface Judgement {
  /** Stable name of the class. */
  readonly id: string;
  readonly findings: readonly {
    readonly codes: readonly string[];
    /** From the type of the innermost resource on, without indices. */
    readonly elements: readonly string[];
    /** Pattern of the whole slice, rule or URL; any when absent. */
    readonly detail?: string;
  }[];
  readonly judgement: Verdict;
  /** Errata that correct the definition. */
  readonly errata?: readonly string[];
  readonly why: string;
}

/** Findings of one judgement in each mode. */
export type Judged = Readonly<Record<Mode, readonly OwnFinding[]>>;

/** Findings sorted into their judgements. */
export interface SortedFindings {
  /** Every judgement of the list, also those without a finding. */
  readonly judged: ReadonlyMap<Judgement, Judged>;
  /** Findings of either mode that nobody judged. */
  readonly unjudged: readonly OwnFinding[];
}

const MODES: readonly Mode[] = ['default', 'as published'];

/** The committed list. */
export function readJudgements(folder: string): Judgement[] {
  return JSON.parse(readFileSync(join(folder, 'judgements.json'), 'utf8')) as Judgement[];
}

/** Sorts each finding into the first judgement that it matches. */
export function sortFindings(
  judgements: readonly Judgement[],
  findings: JudgedCorpus['findings'],
): SortedFindings {
  const matchers = judgements.map(matcherOf);
  const judged = new Map(
    judgements.map((one) => [one, { default: [] as OwnFinding[], 'as published': [] as OwnFinding[] }]),
  );
  const unjudged: OwnFinding[] = [];
  for (const mode of MODES)
    for (const finding of findings[mode]) {
      const judgement = judgements[matchers.findIndex((matches) => matches(finding))];
      if (judgement === undefined) unjudged.push(finding);
      else judged.get(judgement)?.[mode].push(finding);
    }
  return { judged, unjudged };
}

function matcherOf({ findings }: Judgement): (finding: OwnFinding) => boolean {
  const parts = findings.map(({ codes, elements, detail }) => ({
    codes: new Set<string>(codes),
    elements: new Set(elements),
    detail: detail === undefined ? undefined : new RegExp(`^(?:${detail})$`),
  }));
  return (finding) =>
    parts.some(
      ({ codes, elements, detail }) =>
        codes.has(finding.code) && elements.has(finding.element) && (detail?.test(finding.detail) ?? true),
    );
}

/**
 * Judgements that do not hold as they stand: of codes and elements that no longer come, of a correction that does not
 * correct, of an error that is nobody's fault.
 */
export function wrongJudgements({ judged }: SortedFindings, errata: ReadonlySet<string>): string[] {
  return [...judged].flatMap(([judgement, findings]) => {
    const { id, judgement: verdict } = judgement;
    const all = MODES.flatMap((mode) => findings[mode]);
    const wrong = judgement.findings.flatMap(({ codes, elements }) =>
      elements.flatMap((element) =>
        codes
          .filter((code) => !all.some((one) => one.code === code && one.element === element))
          .map((code) => `${id}: no ${code} at ${element}`),
      ),
    );
    const own = judgement.errata ?? [];
    for (const erratum of own) if (!errata.has(erratum)) wrong.push(`${id}: no erratum ${erratum}`);
    if (own.length > 0 && verdict !== 'definition') wrong.push(`${id}: errata are of definitions`);
    const left = findings.default.filter(({ severity }) => severity === 'error').length;
    if (own.length > 0 && left > 0) wrong.push(`${id}: ${left} errors in spite of the errata`);
    if (verdict === 'ours') wrong.push(`${id}: we are wrong, so mend it`);
    if (verdict === 'no fault' && all.some(({ severity }) => severity === 'error'))
      wrong.push(`${id}: an error is somebody's fault`);
    return wrong;
  });
}
