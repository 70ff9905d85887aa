/**
 * The version of this package. The bundle has it filled in; sources run as 0.0.0.
 *
 * @module
 */
declare const GPCONNECT_VERSION: string | undefined;

/** Version of the package, as `--version` prints it. */
export const version: string = typeof GPCONNECT_VERSION === 'string' ? GPCONNECT_VERSION : '0.0.0';
