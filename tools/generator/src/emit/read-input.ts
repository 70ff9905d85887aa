/**
 * Reads everything that is generated from.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamesFile } from '../facts/types.js';
import { compileInvariants } from '../fhirpath/index.js';
import { errataOf } from '../model/errata.js';
import { FHIR_VERSIONS, loadModel } from '../model/load.js';
import type { GenerateInput } from './generate.js';
import type { Aliases } from './specs.js';

/**
 * Reads the facts below `profiles`.
 *
 * @param names - `committed`: every profile must have its name already; `assign`: what has none gets one.
 * @throws FactsError with the place of everything that cannot be used.
 */
export function readInput(
  profiles: string,
  names: 'committed' | 'assign',
): { input: GenerateInput; names: NamesFile } {
  const models = FHIR_VERSIONS.map((version) => loadModel(profiles, version, { names }));
  return {
    names: Object.fromEntries(models.map((model) => [model.fhirVersion, model.names])),
    input: {
      releases: models.map((model) => ({
        model,
        invariants: compileInvariants(model.facts.invariants, model.types),
      })),
      registries: models[0]?.facts.specs ?? [],
      aliases: aliases(profiles),
      errata: models.flatMap(errataOf),
    },
  };
}

function aliases(profiles: string): Aliases {
  const path = join(profiles, 'specs/aliases.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Aliases) : {};
}
