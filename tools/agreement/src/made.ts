/**
 * Payloads made from the definitions: minimal instances of every profile, and mutants that break one constraint each.
 *
 * @module
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failingExamples } from '@gpconnect-tools/mutation/dist/examples.js';
import { loadVersions } from '@gpconnect-tools/mutation/dist/specs.js';
import { type Written, writeInstances } from '@gpconnect-tools/mutation/dist/write.js';
import type { Payload } from './payload.js';
import { type VerdictStore, keyOf } from './verdict-store.js';

/** How many mutants are made, and from which seed: the same ones each time. */
const MUTANTS = 2050;
const SEED = 1;

/** A payload that was made. */
export interface Made {
  readonly kind: Written['kind'];
  /** What it was made from. */
  readonly name: string;
  readonly mutation?: string;
  /** Releases in which definitions are looked up, in order, as the reference is given them. */
  readonly releases: readonly string[];
  readonly text: string;
  readonly key: string;
}

/**
 * Makes the payloads.
 *
 * @param profilesFolder - the repository's `profiles/`
 */
export async function makePayloads(profilesFolder: string): Promise<Made[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gpconnect-made-'));
  try {
    // The reference converts DSTU2 loosely: it is no measure there.
    const versions = (await loadVersions(profilesFolder)).filter(({ spec }) => spec.fhir.version === 'STU3');
    writeInstances(folder, versions, failingExamples(profilesFolder), MUTANTS, SEED);
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as readonly Written[];
    return index.map((written) => madeOf(written, readFileSync(join(folder, written.file), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function madeOf(written: Written, text: string): Made {
  const { kind, profile, constraint, element, about } = written;
  // The reference is always given the base profiles of HL7 UK as well.
  const releases = [...written.releases, 'careconnect-hl7uk'];
  const subject = profile.slice(profile.lastIndexOf('/') + 1);
  return {
    kind,
    name: [releases[0], subject, element, constraint, about].filter((part) => part !== undefined).join(' '),
    ...(constraint === undefined ? {} : { mutation: constraint }),
    releases,
    text,
    key: keyOf(text, releases),
  };
}

/** Made payloads with their verdicts, and how many have none. */
export function judgedPayloads(
  made: readonly Made[],
  store: VerdictStore,
): { readonly payloads: readonly Payload[]; readonly missing: readonly Made[] } {
  const payloads: Payload[] = [];
  const missing: Made[] = [];
  for (const one of made) {
    const told = store.get(one.key);
    if (told === undefined) missing.push(one);
    else
      payloads.push({
        source: one.kind === 'instance' ? 'instances' : 'mutants',
        name: one.name,
        release: one.releases[0] ?? '',
        ...(one.mutation === undefined ? {} : { mutation: one.mutation }),
        text: one.text,
        told: told ?? undefined,
      });
  }
  return { payloads, missing };
}
