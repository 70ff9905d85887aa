/**
 * Reads one input into text, within a bound, without trusting its size.
 *
 * @module
 */
import { open } from 'node:fs/promises';
import { createIssue, type Issue } from '@gpconnect/runtime';
import { errorCode, whyUnreadable, type Input } from './inputs.js';
import { decodeUtf8 } from './utf8.js';

/** The longest input that is read, in bytes. */
export const MAX_BYTES = 256 * 1024 * 1024;

/** Text; or a finding about the bytes; or a failure that is not the payload's. */
export type Reading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'issue'; readonly issue: Issue }
  | { readonly kind: 'failure'; readonly why: string };

/** Reads a file or standard input. Never throws for what the input is or holds. */
export async function read(
  input: Extract<Input, { kind: 'file' | 'stdin' }>,
  stdin: AsyncIterable<Uint8Array>,
  maxBytes: number = MAX_BYTES,
): Promise<Reading> {
  try {
    const bytes = input.kind === 'stdin' ? await bounded(stdin, maxBytes) : await fileBytes(input, maxBytes);
    if (typeof bytes === 'string') return { kind: 'failure', why: bytes };
    const decoded = decodeUtf8(bytes);
    if (decoded.ok) return { kind: 'text', text: decoded.text };
    const { found, line, column } = decoded;
    return {
      kind: 'issue',
      issue: createIssue('input.encoding', { found }, { path: '', pointer: '', source: '', line, column }),
    };
  } catch (error) {
    return { kind: 'failure', why: whyUnreadable(errorCode(error)) };
  }
}

async function fileBytes(
  input: Extract<Input, { kind: 'file' }>,
  maxBytes: number,
): Promise<Uint8Array | string> {
  const handle = await open(input.path, 'r');
  try {
    const found = await handle.stat();
    if (found.isDirectory()) return 'is a directory';
    if (found.isFile()) {
      if (found.size > maxBytes) return tooLarge(maxBytes);
    } else if (!input.named) {
      // Opening a pipe found by a pattern could wait for ever; one that is named is meant (`<(…)`).
      return 'not a regular file';
    }
    // A file can grow after it was measured, and a device has no size: the bound holds while reading too.
    return await bounded(
      handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>,
      maxBytes,
    );
  } finally {
    await handle.close();
  }
}

async function bounded(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) return tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const only = chunks[0];
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length);
}

function tooLarge(maxBytes: number): string {
  return `larger than ${Math.floor(maxBytes / (1024 * 1024))} MiB, the most that is read`;
}
