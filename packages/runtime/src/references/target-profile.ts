/**
 * Whether what a reference leads to satisfies one of the profiles that the element asks for.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { Catalog } from '../nodes/catalog.js';
import { claimsOf } from '../select/claims.js';
import type { JsonObject, ProfileTable } from '../tables/index.js';
import { walkObject } from '../walk/object.js';
import type { Run } from '../walk/run.js';
import type { Target } from './target.js';

/** Findings kept of a target that is tried against a profile. */
const TRIAL_ISSUES = 5;

/** Verdicts by target and demanded profiles: a Patient is referred to from everywhere. */
const VERDICTS = new WeakMap<
  JsonObject,
  Map<string, { readonly run: number; readonly verdict: Issue[] | null }>
>();

/**
 * Null when nothing speaks against the target; otherwise why it satisfies none of the profiles.
 *
 * A target is doubted only when it claims profiles of its type, all known here, and none of those asked for. The
 * claimed profile may still derive from one of them, which tables do not tell; so a doubtful target is tried.
 */
export function satisfiesAny(
  run: Run,
  target: Target,
  type: string,
  profiles: readonly string[],
): readonly Issue[] | null {
  if (run.isTrial) return null;
  const candidates = candidatesFor(run.catalog, target.resource, type, profiles);
  if (candidates === null) return null;
  const key = profiles.join(' ');
  let known = VERDICTS.get(target.resource);
  if (known === undefined) VERDICTS.set(target.resource, (known = new Map()));
  const cached = known.get(key);
  if (cached?.run === run.id) return cached.verdict;
  const verdict = tryAll(run, target, type, candidates);
  known.set(key, { run: run.id, verdict });
  return verdict;
}

/** The profiles to try a target against; null when nothing that it claims speaks against it. */
export function candidatesFor(
  catalog: Catalog,
  target: JsonObject,
  type: string,
  profiles: readonly string[],
): readonly ProfileTable[] | null {
  const claims = claimsOf(target);
  if (claims.length === 0 || claims.some(({ url }) => profiles.includes(url))) return null;
  if (profiles.some((url) => url === `http://hl7.org/fhir/StructureDefinition/${type}`)) return null;
  if (!claims.every(({ url }) => catalog.profile(url)?.type === type)) return null;
  const known = profiles.map((url) => catalog.profile(url)).filter((profile) => profile !== undefined);
  const candidates = known.filter((profile) => profile.type === type);
  return candidates.length === 0 || known.length < profiles.length ? null : candidates;
}

function tryAll(run: Run, target: Target, type: string, candidates: readonly ProfileTable[]): Issue[] | null {
  let reasons: Issue[] = [];
  const base = errorsOf(run, target, type, []);
  for (const profile of candidates) {
    const errors = errorsOf(run, target, type, [profile]);
    // What is wrong by the base type as well says nothing about the profile.
    const added = errors.filter(({ source }) => source.startsWith(profile.url));
    if (added.length === 0 || errors.length <= base.length) return null;
    if (reasons.length === 0) reasons = added;
  }
  return reasons;
}

function errorsOf(run: Run, target: Target, type: string, profiles: readonly ProfileTable[]): Issue[] {
  const trial = run.fork(TRIAL_ISSUES);
  target.enter(trial);
  walkObject(trial, run.catalog.resourceNode(type, profiles), target.resource);
  run.objects = trial.objects;
  return trial.findings.kept().filter(({ severity }) => severity === 'error');
}
