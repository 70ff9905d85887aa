/**
 * Runs our validator over every payload of the corpus as its users do: by the specification version of its
 * capability, with the version's own profiles and those that it claims.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Issue,
  type IssueCode,
  type Severity,
  type Validator,
  createValidator,
} from '@gpconnect/runtime';
import type { SpecTable } from '@gpconnect/runtime/tables';
import type { Mode } from './comparison.js';
import { absent } from './ours.js';
import { commonPath, elementOf } from './place.js';
import { readRegistry } from '@gpconnect-tools/mutation/dist/registry.js';
import { readVerdicts } from './verdicts.js';

/** One finding of ours on a payload, without its place in it. */
export interface OwnFinding {
  readonly capability: string;
  readonly file: string;
  readonly code: IssueCode;
  readonly severity: Severity;
  /** The element, from the type of the innermost resource on, without indices. */
  readonly element: string;
  /** Slice, rule or URL, where one element can have several findings of one code. */
  readonly detail: string;
}

/** Findings in one mode, and the payloads of each capability. */
export interface JudgedCorpus {
  readonly findings: Readonly<Record<Mode, readonly OwnFinding[]>>;
  /** Payloads by capability. */
  readonly payloads: ReadonlyMap<string, number>;
}

interface IndexEntry {
  readonly file: string;
  readonly capability: string;
}

/** Capabilities of the corpus that are no capability of the registry, and whose versions judge them. */
const JUDGED_BY: Readonly<Record<string, string>> = {
  'capability-statement': 'foundations',
  error: 'foundations',
  other: 'foundations',
};

/**
 * Our findings on every STU3 JSON payload that can be read.
 *
 * @param shared - folder with `corpus/` and `oracle/verdicts/`
 * @param profilesFolder - the repository's `profiles/`
 */
export async function judgeCorpus(shared: string, profilesFolder: string): Promise<JudgedCorpus> {
  const index = JSON.parse(
    readFileSync(join(shared, 'corpus', 'index.json'), 'utf8'),
  ) as readonly IndexEntry[];
  const capabilities = new Map(index.map(({ file, capability }) => [file, capability]));
  const validators = new Map<string, Validator>();
  const findings = { 'as published': [] as OwnFinding[], default: [] as OwnFinding[] };
  const payloads = new Map<string, number>();
  for (const { file, releases } of readVerdicts(join(shared, 'oracle', 'verdicts'))) {
    const capability = capabilities.get(file) ?? 'other';
    payloads.set(capability, (payloads.get(capability) ?? 0) + 1);
    const id = specificationOf(capability, releases[0] ?? '', profilesFolder);
    if (!validators.has(id)) validators.set(id, createValidator(await load(id)));
    const validator = validators.get(id)!;
    const text = readFileSync(join(shared, 'corpus', file), 'utf8');
    const payload: unknown = JSON.parse(text);
    for (const mode of ['as published', 'default'] as const) {
      const asPublished = mode === 'as published';
      const { issues } = validator.validateText(text, {
        asPublished,
        maxIssues: 1_000_000,
        showValues: true,
      });
      for (const issue of issues) findings[mode].push(findingOf(issue, capability, file, payload));
    }
  }
  return { findings, payloads };
}

function findingOf(issue: Issue, capability: string, file: string, payload: unknown): OwnFinding {
  const { code, severity, path, params } = issue;
  const place = code.endsWith('.minimum') ? absent(path, params['element']) : commonPath(path);
  const detail = ['slice', 'key', 'url', 'system', 'valueSet', 'profile', 'claimed']
    .map((name) => params[name])
    .find((value) => typeof value === 'string');
  return {
    capability,
    file,
    code,
    severity,
    element: elementOf(payload, place),
    detail: typeof detail === 'string' ? detail : '',
  };
}

/**
 * The newest version of a capability that takes its definitions first from a release; of the foundations where the
 * capability has none.
 */
export function specificationOf(capability: string, release: string, profilesFolder: string): string {
  for (const name of [
    JUDGED_BY[capability] ?? capability,
    'foundations',
    'send-document',
    'access-document',
  ]) {
    const entry = readRegistry(profilesFolder, name).findLast(
      ({ releases, overlays, notModelled }) =>
        releases[0] === release && overlays === undefined && notModelled === undefined,
    );
    if (entry !== undefined) return `${name}@${entry.version}`;
  }
  throw new Error(`no specification version has its definitions from ${release}`);
}

async function load(id: string): Promise<SpecTable> {
  const [capability = '', version = ''] = id.split('@');
  return ((await import(`@gpconnect/${capability}/${version}`)) as { readonly spec: SpecTable }).spec;
}
