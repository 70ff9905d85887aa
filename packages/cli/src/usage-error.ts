/**
 * The user asked for something that cannot be done; the message says what and,
 * where possible, what was meant. Ends the run with exit code 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
