/**
 * `gpconnect specs`: the registry as a table.
 *
 * @module
 */
import pc from 'picocolors';
import type { Engine } from './engine.js';
import { colours, type ExitCode, type Io } from './io.js';
import type { SpecEntry } from './registry.js';
import { UsageError } from './usage-error.js';

/** Writes every entry of the registry, those that are not modelled with the reason. */
export async function specsCommand(
  options: { readonly format?: string },
  engine: Engine,
  io: Io,
): Promise<ExitCode> {
  switch (options.format ?? 'pretty') {
    case 'json':
      await io.stdout.write(
        `${JSON.stringify({ version: 1, specifications: engine.specs.map(entryJson) }, null, 2)}\n`,
      );
      return 0;
    case 'pretty':
      await io.stdout.write(table(engine.specs, colours(io.stdout, io.env)));
      return 0;
    default:
      throw new UsageError(`--format: expected pretty or json; found "${options.format ?? ''}".`);
  }
}

function entryJson(entry: SpecEntry): unknown {
  return {
    id: entry.id,
    capability: entry.capability,
    version: entry.version,
    fhirVersion: entry.fhirVersion ?? null,
    status: entry.status,
    published: entry.published ?? null,
    profiles: entry.profiles,
    modelled: entry.load !== undefined,
    ...(entry.notModelled === undefined ? {} : { notModelled: entry.notModelled }),
    unresolved: entry.unresolved ?? [],
  };
}

const HEADINGS = ['capability', 'version', 'FHIR', 'status', 'published', 'profiles', 'note'];

function table(entries: readonly SpecEntry[], colour: boolean): string {
  const paint = pc.createColors(colour);
  const rows = entries.map((entry) => [
    entry.capability,
    entry.version,
    entry.fhirVersion ?? '-',
    entry.status,
    entry.published ?? '-',
    String(entry.profiles),
    entry.notModelled === undefined ? unresolved(entry) : `not modelled: ${entry.notModelled}`,
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const modelled = entries.filter((entry) => entry.load !== undefined).length;
  const lines = [
    paint.bold(line(HEADINGS)),
    ...rows.map((row, index) => (entries[index]?.load === undefined ? paint.dim(line(row)) : line(row))),
    '',
    `${entries.length} specification versions, ${modelled} modelled. Name one as capability@version.`,
  ];
  return `${lines.join('\n')}\n`;
}

function unresolved(entry: SpecEntry): string {
  const count = entry.unresolved?.length ?? 0;
  return count === 0 ? '' : `${count} without published facts`;
}
