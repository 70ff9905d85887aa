/**
 * Finds the first place where a text stops being JSON. Runs only on texts that the engine refused or that are
 * nested too deep: the engine's own messages quote the text, and this one must not.
 *
 * @module
 */

/** Why a text is not JSON, and where. */
export type SyntaxFault =
  | { readonly kind: 'syntax'; readonly offset: number; readonly expected: string; readonly found: string }
  | { readonly kind: 'depth'; readonly offset: number };

/** What stands at `i`, in words that hold nothing of a value. */
export function describeAt(text: string, i: number): string {
  if (i >= text.length) return 'the end of the text';
  const c = text.charCodeAt(i);
  const character = text[i]!;
  if ('{}[]:,'.includes(character)) return `\`${character}\``;
  if (c === 34) return 'a string';
  if ((c >= 48 && c <= 57) || c === 45) return 'a number';
  if (c === 39) return 'a single quote';
  if (c === 47 || c === 35) return 'a comment';
  if (c === 10 || c === 13) return 'a line break';
  if (c === 9) return 'a tab';
  if (c < 32 || c === 127) return `a control character (U+${c.toString(16).toUpperCase().padStart(4, '0')})`;
  if (c === 60) return '`<`';
  if (c === 0xfeff) return 'a byte-order mark';
  if (c === 0xa0 || (c >= 0x2000 && c <= 0x200b) || c === 0x3000)
    return 'white space that JSON does not have';
  if (c === 0x2018 || c === 0x2019 || c === 0x201c || c === 0x201d) return 'a typographic quote';
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95) return 'a word without quotes';
  return 'a character that JSON does not use here';
}

function skipSpace(text: string, i: number): number {
  for (;;) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return i;
    i++;
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isHex(c: number): boolean {
  return isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);
}

/** One pass over a text; methods return true and move `i`, or record the fault and return false. */
class Scan {
  i: number;
  fault: SyntaxFault | undefined;

  constructor(
    private readonly text: string,
    start: number,
  ) {
    this.i = start;
  }

  fail(expected: string, at = this.i, found = describeAt(this.text, at)): false {
    this.fault = { kind: 'syntax', offset: at, expected, found };
    return false;
  }

  /** From an opening quote to after the closing one. */
  string(): boolean {
    const { text } = this;
    let i = this.i + 1;
    for (;;) {
      const c = text.charCodeAt(i);
      if (c === 34) {
        this.i = i + 1;
        return true;
      }
      if (c === 92) {
        const escape = text.charCodeAt(i + 1);
        if (escape === 117) {
          for (let k = 2; k < 6; k++) {
            if (!isHex(text.charCodeAt(i + k))) {
              return this.fail('four hexadecimal digits after \\u', i, 'something else');
            }
          }
          i += 6;
        } else if (i + 1 < text.length && '"\\/bfnrt'.includes(text[i + 1]!)) i += 2;
        else return this.fail('an escape that JSON has after the backslash', i, 'another one');
      } else if (i >= text.length) {
        return this.fail('the closing quote of a string', text.length);
      } else if (c < 32) {
        return this.fail('control characters in a string to be escaped', i);
      } else i++;
    }
  }

  digits(): boolean {
    const from = this.i;
    while (isDigit(this.text.charCodeAt(this.i))) this.i++;
    return this.i > from;
  }

  number(): boolean {
    const { text } = this;
    if (text.charCodeAt(this.i) === 45) this.i++;
    if (text.charCodeAt(this.i) === 48) {
      this.i++;
      if (isDigit(text.charCodeAt(this.i))) return this.fail('a number without leading zeros', this.i - 1);
    } else if (!this.digits()) return this.fail('a digit');
    if (text.charCodeAt(this.i) === 46) {
      this.i++;
      if (!this.digits()) return this.fail('a digit after the decimal point');
    }
    const e = text.charCodeAt(this.i);
    if (e === 101 || e === 69) {
      this.i++;
      const sign = text.charCodeAt(this.i);
      if (sign === 43 || sign === 45) this.i++;
      if (!this.digits()) return this.fail('a digit in the exponent');
    }
    return true;
  }

  /** A string, number, true, false or null. */
  scalar(expected: string): boolean {
    const { text } = this;
    const c = text.charCodeAt(this.i);
    if (c === 34) return this.string();
    if (isDigit(c) || c === 45) return this.number();
    for (const word of ['true', 'false', 'null']) {
      if (text.startsWith(word, this.i)) {
        this.i += word.length;
        return true;
      }
    }
    return this.fail(expected);
  }

  /** A key and its colon. */
  key(expected: string): boolean {
    this.i = skipSpace(this.text, this.i);
    if (this.text.charCodeAt(this.i) !== 34) return this.fail(expected);
    if (!this.string()) return false;
    this.i = skipSpace(this.text, this.i);
    if (this.text.charCodeAt(this.i) !== 58) return this.fail('a colon after the property name');
    this.i++;
    return true;
  }
}

/**
 * The first fault of a text, or undefined where it is JSON of at most `maxDepth` levels.
 *
 * @param start - Where to begin: after a byte-order mark.
 */
export function findSyntaxFault(text: string, start: number, maxDepth: number): SyntaxFault | undefined {
  const scan = new Scan(text, start);
  /** True where the open container is an object. */
  const open: boolean[] = [];
  let expected = 'a value';
  for (;;) {
    scan.i = skipSpace(text, scan.i);
    const c = text.charCodeAt(scan.i);
    if (c === 123 || c === 91) {
      if (open.length >= maxDepth) return { kind: 'depth', offset: scan.i };
      const isObject = c === 123;
      open.push(isObject);
      const inside = skipSpace(text, scan.i + 1);
      if (text.charCodeAt(inside) !== (isObject ? 125 : 93)) {
        scan.i = inside;
        if (isObject && !scan.key('a property name in double quotes or `}`')) return scan.fault;
        expected = isObject ? 'a value after the colon' : 'a value or `]`';
        continue;
      }
      scan.i = inside;
    } else if (!scan.scalar(expected)) return scan.fault;

    // After a value: close containers until another value must follow.
    let more = false;
    while (!more && open.length > 0) {
      scan.i = skipSpace(text, scan.i);
      const isObject = open[open.length - 1]!;
      const next = text.charCodeAt(scan.i);
      if (next === 44) {
        scan.i++;
        if (isObject && !scan.key('a property name in double quotes after the comma')) return scan.fault;
        expected = isObject ? 'a value after the colon' : 'a value after the comma';
        more = true;
      } else if (next === (isObject ? 125 : 93)) {
        scan.i++;
        open.pop();
      } else {
        scan.fail(isObject ? 'a comma or `}`' : 'a comma or `]`');
        return scan.fault;
      }
    }
    if (!more) break;
  }
  scan.i = skipSpace(text, scan.i);
  if (scan.i < text.length) scan.fail('the end of the text after the first value');
  return scan.fault;
}
