/**
 * A plain reader of JSON text, letter by letter: slow and simple, to compare the fast one with. It tells the places of
 * keys and values, and which keys are repeated.
 *
 * @module
 */

/** A value's place and what is below it. */
export interface PlainNode {
  /** Offset of the property's key, or of the value in arrays and at the root. */
  readonly offset: number;
  /** The last of each name counts. */
  readonly below: ReadonlyMap<string, PlainNode>;
}

/** What the text holds, or where it stops being JSON or goes too deep. */
export type PlainResult =
  | { readonly is: 'json'; readonly root: PlainNode; readonly repeated: readonly number[] }
  | { readonly is: 'fault' | 'deep'; readonly offset: number };

class Fault {
  constructor(
    readonly is: 'fault' | 'deep',
    readonly offset: number,
  ) {}
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- JSON has them escaped
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\r\n]*/y;
const NOTHING: ReadonlyMap<string, PlainNode> = new Map();

class Reader {
  readonly repeated: number[] = [];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.at += match.length;
    return match;
  }

  private expect(character: string): void {
    this.take(BLANK);
    if (this.text[this.at] !== character) throw new Fault('fault', this.at);
    this.at++;
  }

  private key(): string {
    this.take(BLANK);
    const key = this.take(STRING);
    if (key === undefined) throw new Fault('fault', this.at);
    return JSON.parse(key) as string;
  }

  private value(offset: number, depth: number): PlainNode {
    const { text } = this;
    const opening = text[this.at];
    if (opening !== '{' && opening !== '[') {
      const scalar = this.take(STRING) ?? this.take(NUMBER) ?? this.take(WORD);
      if (scalar === undefined) throw new Fault('fault', this.at);
      return { offset, below: NOTHING };
    }
    if (depth >= this.maxDepth) throw new Fault('deep', this.at);
    const below = new Map<string, PlainNode>();
    const closing = opening === '{' ? '}' : ']';
    this.at++;
    this.take(BLANK);
    if (text[this.at] === closing) {
      this.at++;
      return { offset, below };
    }
    for (let index = 0; ; index++) {
      this.take(BLANK);
      const from = this.at;
      const name = opening === '{' ? this.key() : String(index);
      if (opening === '{') this.expect(':');
      this.take(BLANK);
      if (below.has(name)) this.repeated.push(from);
      below.set(name, this.value(from, depth + 1));
      this.take(BLANK);
      if (text[this.at] === ',') this.at++;
      else {
        this.expect(closing);
        return { offset, below };
      }
    }
  }

  read(): PlainNode {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    this.take(BLANK);
    const root = this.value(this.at, 0);
    this.take(BLANK);
    if (this.at < this.text.length) throw new Fault('fault', this.at);
    return root;
  }
}

/** Reads a text of at most `maxDepth` levels. */
export function readPlainly(text: string, maxDepth: number): PlainResult {
  const reader = new Reader(text, maxDepth);
  try {
    const root = reader.read();
    return { is: 'json', root, repeated: reader.repeated.sort((a, b) => a - b) };
  } catch (fault) {
    if (fault instanceof Fault) return { is: fault.is, offset: fault.offset };
    throw fault;
  }
}

/** Lines and columns of offsets in a text, from 1, as `line:column`; a byte-order mark takes no column. */
export class Lines {
  private readonly starts: number[];

  constructor(text: string) {
    this.starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  at(offset: number): { line: number; column: number } {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(1, offset - this.starts[low]! + 1) };
  }
}
