/**
 * Validates the bundled samples and says what the exit code means. Ends with 0
 * when the outcome is the intended one: findings, and nothing unreadable.
 */
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const command = fileURLToPath(new URL('../bin/gpconnect.js', import.meta.url));
const { status, error } = spawnSync(
  process.execPath,
  [command, 'validate', 'samples', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (error !== undefined) throw error;
console.log(
  status === 1
    ? '\ngpconnect ended with exit code 1, as it should: samples/*/bad hold defects that samples/README.md lists.\n' +
        '0 means clean; 1 findings at or above --fail-on; 2 wrong usage or unreadable input.'
    : `\ngpconnect ended with exit code ${status}; 1 was expected, because samples/*/bad hold defects.`,
);
process.exitCode = status === 1 ? 0 : 1;
