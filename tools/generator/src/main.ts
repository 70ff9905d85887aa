/**
 * `npm run generate`: reads `profiles/`, writes the generated folders of all packages.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from './emit/generate.js';
import { type Ledger, ledgerDifferences, ledgerJson, ledgerOf } from './emit/ledger.js';
import { compare, type Difference, write } from './emit/output.js';
import { readInput } from './emit/read-input.js';
import { FactsError } from './facts/error.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const USAGE = `usage: node tools/generator/dist/main.js [options]

  --check              write nothing; fail with the files that differ from what would be written
  --out DIR            write below DIR instead of the repository's root
  --profiles DIR       read facts from DIR instead of profiles/
  --accept-unchecked   accept what is not checked now: rewrites ledger.json among the facts
`;

/** How many differing files are listed. */
const LISTED = 50;

function main(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: 'boolean', default: false },
      out: { type: 'string' },
      profiles: { type: 'string' },
      'accept-unchecked': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const out = resolve(values.out ?? ROOT);
  const profiles = resolve(values.profiles ?? join(ROOT, 'profiles'));
  const started = performance.now();
  const { input, names } = readInput(profiles, values.check ? 'committed' : 'assign');
  const files = generate(input);
  const accepted = acceptedLedger(profiles);
  const ledger = ledgerOf(input.releases.map(({ model }) => model));
  if (values['accept-unchecked'] && !values.check)
    writeIfChanged(join(profiles, 'ledger.json'), ledgerJson(ledger));
  const unaccepted = values['accept-unchecked'] ? [] : ledgerDifferences(accepted, ledger);
  const differences = values.check ? compare(out, files) : write(out, files);
  if (!values.check) writeIfChanged(join(profiles, 'names.json'), `${JSON.stringify(names, null, 2)}\n`);
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(
    `${files.size} files, ${(bytes / 1e6).toFixed(2)} MB, ${differences.length} ${values.check ? 'differ' : 'written'}, ${seconds} s`,
  );
  if (values.check && differences.length > 0)
    list('generated files that are not what the facts give:', differences.map(describe));
  if (unaccepted.length > 0)
    list('ledger.json, the accepted list of what is not checked, is not what the facts give:', unaccepted);
  return (values.check && differences.length > 0) || unaccepted.length > 0 ? 1 : 0;
}

function describe({ path, kind }: Difference): string {
  return `${kind.padEnd(8)} ${path}`;
}

function list(title: string, lines: readonly string[]): void {
  say(title);
  for (const line of lines.slice(0, LISTED)) say(`  ${line}`);
  if (lines.length > LISTED) say(`  and ${lines.length - LISTED} more`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function acceptedLedger(profiles: string): Ledger {
  const path = join(profiles, 'ledger.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Ledger) : {};
}

function writeIfChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  // Facts that cannot be used are the reader's to mend: said without a stack.
  if (!(error instanceof FactsError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
