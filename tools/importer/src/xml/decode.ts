import type { Finding } from '../findings.js';

/** Text of a published file, with what had to be put up with to get it. */
export interface DecodedText {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Bytes to text. A byte-order mark is dropped. A byte that is not UTF-8 is read as Windows-1252 would
 * read it: the sources come from Windows tools, and such bytes have only been seen in prose.
 */
export function decode(bytes: Uint8Array): DecodedText {
  const findings: Finding[] = [];
  let body = bytes;
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) {
    findings.push({ code: 'byte-order-mark' });
    body = body.subarray(3);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    findings.push({ code: 'invalid-byte' });
    text = decodeMixed(body);
  }
  const clean = dropControlCharacters(text);
  if (clean !== text) findings.push({ code: 'invalid-byte', detail: 'control character' });
  if (isSingleLine(clean)) findings.push({ code: 'single-line' });
  return { text: clean, findings };
}

/** UTF-8 where a sequence is valid, Windows-1252 for each byte where it is not. */
function decodeMixed(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const single = new TextDecoder('windows-1252');
  const parts: string[] = [];
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at, strict);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(strict.decode(bytes.subarray(start, at)), single.decode(bytes.subarray(at, at + 1)));
    at += 1;
    start = at;
  }
  parts.push(strict.decode(bytes.subarray(start)));
  return parts.join('');
}

/** Length of the valid UTF-8 sequence at this place, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number, strict: InstanceType<typeof TextDecoder>): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

/** XML 1.0 admits no control characters but tab, line feed and carriage return. */
function dropControlCharacters(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters to drop
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

/** Everything on one line, but perhaps the XML declaration. */
function isSingleLine(text: string): boolean {
  const body = text.replace(/^<\?xml[^>]*\?>\s*/, '').trimEnd();
  return body !== '' && !body.includes('\n');
}
