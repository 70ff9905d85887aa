/**
 * For people, several specification versions at once: what passes where.
 *
 * @module
 */
import pc from 'picocolors';
import { fails, isUnreadable, type FailOn, type FileReport, type Reporter } from './model.js';
import { summaryLine, verdict } from './pretty.js';
import { printable } from './printable.js';

/** Options of the matrix. */
export interface MatrixOptions {
  readonly colour: boolean;
  readonly failOn: FailOn;
  /** Columns: ids of the specification versions. */
  readonly specs: readonly string[];
}

/** A reporter with a row for each file and a column for each specification version. */
export function matrixReporter(options: MatrixOptions): Reporter {
  const paint = pc.createColors(options.colour);
  const rows: { readonly file: string; readonly cells: readonly Cell[] }[] = [];

  return {
    file: (reports) => {
      const first = reports[0];
      if (first === undefined) return '';
      const cells = options.specs.map((spec) => {
        const report = reports.find((candidate) => candidate.spec === spec) ?? first;
        return { text: cellText(report), passes: !isUnreadable(report) && !fails(report, options.failOn) };
      });
      rows.push({ file: printable(first.file), cells });
      return '';
    },
    end: (summary) => {
      const fileWidth = Math.max(4, ...rows.map((row) => row.file.length));
      const widths = options.specs.map((spec, column) =>
        Math.max(spec.length, ...rows.map((row) => row.cells[column]?.text.length ?? 0)),
      );
      const lines = [
        ['file'.padEnd(fileWidth), ...options.specs.map((spec, column) => spec.padEnd(widths[column] ?? 0))]
          .join('  ')
          .trimEnd(),
      ];
      for (const row of rows) {
        const cells = row.cells.map((cell, column) => {
          const text = cell.text.padEnd(widths[column] ?? 0);
          return cell.passes ? paint.green(text) : paint.red(text);
        });
        lines.push([row.file.padEnd(fileWidth), ...cells].join('  ').trimEnd());
      }
      lines.push(
        '',
        summaryLine(summary),
        'Name one --spec to see the findings, or use --format json for all of them.',
      );
      return `${lines.join('\n')}\n`;
    },
  };
}

interface Cell {
  readonly text: string;
  readonly passes: boolean;
}

function cellText(report: FileReport): string {
  if (isUnreadable(report)) return 'unreadable';
  const text = verdict(report);
  if (report.truncated) return `${text}, stopped`;
  return text === 'clean' ? 'passes' : text;
}
