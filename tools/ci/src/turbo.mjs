/** `node tools/ci/src/turbo.mjs run build`: turbo, quiet. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { quiet, root, tool } from './workspaces.mjs';

const { status } = spawnSync(process.execPath, [tool('turbo'), ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, ...quiet },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
