/**
 * Reads one input into text, within a bound, without trusting its size.
 *
 * @module
 */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
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
  // Opening a named pipe waits until something writes to it, which nothing can end; this flag makes it not wait.
  const handle = await open(input.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await handle.stat();
    if (found.isDirectory()) return 'is a directory';
    if (found.isFile()) {
      if (found.size > maxBytes) return tooLarge(maxBytes);
    } else if (!input.named) {
      // Waiting for a pipe found by a pattern helps nobody; one that is named is meant (`<(…)`).
      return 'not a regular file';
    } else if (found.isFIFO()) {
      return await pipeBytes(handle, maxBytes);
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

/** How long a pipe may be silent, in milliseconds. */
const PATIENCE = 4000;

/** Reads a pipe until its writers have gone. Gives up where nothing comes. */
async function pipeBytes(handle: FileHandle, maxBytes: number): Promise<Uint8Array | string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let waited = 0;
  while (waited < PATIENCE) {
    const buffer = new Uint8Array(65_536);
    const bytesRead = await handle.read(buffer, 0, buffer.length, null).then(
      (result) => result.bytesRead,
      (error: unknown) => {
        // A writer has the pipe open and has not written yet.
        if (errorCode(error) === 'EAGAIN') return undefined;
        throw error;
      },
    );
    if (bytesRead === 0 && length > 0) return Buffer.concat(chunks, length);
    if (bytesRead === undefined || bytesRead === 0) {
      // Zero bytes at the start: nothing has the pipe open for writing, or not yet.
      await pause(20);
      waited += 20;
      continue;
    }
    waited = 0;
    length += bytesRead;
    if (length > maxBytes) return tooLarge(maxBytes);
    chunks.push(buffer.subarray(0, bytesRead));
  }
  return `a named pipe to which nothing was written for ${PATIENCE / 1000} s; standard input is read as -`;
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
