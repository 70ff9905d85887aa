/**
 * `gpconnect errata`: the corrections that validation makes to published definitions.
 *
 * @module
 */
import pc from 'picocolors';
import type { Engine } from './engine.js';
import { colours, type ExitCode, type Io } from './io.js';
import { specsNamed } from './registry.js';
import { UsageError } from './usage-error.js';

/** One property of a definition that an erratum gives another value. */
export interface ErratumChange {
  /** Element id; the definition's canonical for what is not said of an element. */
  readonly at: string;
  readonly property: string;
  /** Values as JSON text. */
  readonly published?: string;
  readonly corrected: string;
}

/** A correction of a published definition, with where it applies. */
export interface ErratumEntry {
  readonly id: string;
  readonly fhirVersion: string;
  readonly canonicals: readonly string[];
  /** Versions of the definitions. */
  readonly versions: readonly string[];
  readonly changes: readonly ErratumChange[];
  readonly why: string;
  readonly evidence: readonly string[];
  /** Releases that publish such a definition. */
  readonly releases: readonly string[];
  /** Ids of the specification versions that validate by one. */
  readonly specs: readonly string[];
}

/**
 * Writes the errata: all, or those that concern the named specification versions.
 *
 * @throws UsageError when a specification version or the format is unknown.
 */
export async function errataCommand(
  options: { readonly spec?: string; readonly format?: string },
  engine: Engine,
  io: Io,
): Promise<ExitCode> {
  const specs = options.spec === undefined ? undefined : specsNamed(options.spec, engine.specs);
  const all = await engine.errata();
  const errata =
    specs === undefined ? all : all.filter((erratum) => specs.some(({ id }) => erratum.specs.includes(id)));
  switch (options.format ?? 'pretty') {
    case 'json':
      await io.stdout.write(`${JSON.stringify({ version: 1, errata }, null, 2)}\n`);
      return 0;
    case 'pretty':
      await io.stdout.write(text(errata, options.spec, colours(io.stdout, io.env)));
      return 0;
    default:
      throw new UsageError(`--format: expected pretty or json; found "${options.format ?? ''}".`);
  }
}

function text(errata: readonly ErratumEntry[], specs: string | undefined, colour: boolean): string {
  const paint = pc.createColors(colour);
  const lines = errata.flatMap((erratum) => [
    paint.bold(erratum.id),
    ...erratum.canonicals.map((canonical, i) => row(i === 0 ? 'definition' : '', canonical)),
    row('versions', erratum.versions.join(', ')),
    ...erratum.changes.map((change, i) => row(i === 0 ? 'change' : '', changeText(change, erratum))),
    row('why', erratum.why),
    ...erratum.evidence.map((one, i) => row(i === 0 ? 'evidence' : '', one)),
    row('releases', erratum.releases.join(', ') || 'none'),
    row('applies in', byCapability(erratum.specs)),
    '',
  ]);
  const number = `${errata.length} ${errata.length === 1 ? 'erratum' : 'errata'}`;
  const where = specs === undefined ? '' : ` for ${specs}`;
  return `${[...lines, `${number}${where}. validate --as-published leaves them out.`].join('\n')}\n`;
}

function row(label: string, value: string): string {
  return `  ${label.padEnd(10)}  ${value}`;
}

function changeText({ at, property, published, corrected }: ErratumChange, erratum: ErratumEntry): string {
  const where = erratum.canonicals.includes(at) ? '' : `${at} `;
  return `${where}${property}: ${published === undefined ? '' : `${published} becomes `}${corrected}`;
}

/** `foundations 1.2.0, 1.2.1; appointment-management 1.2.7` */
function byCapability(specs: readonly string[]): string {
  const versions = new Map<string, string[]>();
  for (const spec of specs) {
    const [capability = '', version = ''] = spec.split('@');
    versions.set(capability, [...(versions.get(capability) ?? []), version]);
  }
  if (versions.size === 0) return 'no specification version that is modelled';
  return [...versions].map(([capability, list]) => `${capability} ${list.join(', ')}`).join('; ');
}
