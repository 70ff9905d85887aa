/** A browser on this machine, if there is one. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Path of the first Chromium found: `CHROMIUM_PATH`, then `PATH`. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    process.env['CHROMIUM_PATH'] ?? '',
    ...NAMES.flatMap((name) => folders.map((one) => join(one, name))),
  ];
  return candidates.find((path) => {
    try {
      if (path === '') return false;
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
