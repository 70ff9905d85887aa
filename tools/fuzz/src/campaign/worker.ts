/**
 * The thread that makes and checks cases. Says what it found, how far it is, and how large its heap is.
 *
 * @module
 */
import v8 from 'node:v8';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { Case, Failure } from '../check/case.js';
import { Campaign, type CampaignOptions, type Checked } from './campaign.js';
import type { Sample } from './memory.js';
import { Watched, type SharedState } from './watched.js';

/** What the thread is started with. */
export interface Assignment extends CampaignOptions {
  /** Numbers of the first case and of the last. */
  readonly from: number;
  readonly to: number;
  /** When to stop at the latest, as of `Date.now()`. */
  readonly until: number;
  readonly shared: SharedState;
}

/** A case that failed, made small. */
export interface Found {
  readonly number: number;
  readonly failure: Failure;
  readonly one: Case;
}

/** What the thread says. */
export type Message =
  | { readonly is: 'found'; readonly found: Found }
  | { readonly is: 'progress'; readonly progress: Progress }
  | { readonly is: 'done'; readonly progress: Progress };

/** How far the thread is. */
export interface Progress {
  readonly cases: number;
  readonly characters: number;
  readonly signals: number;
  readonly kept: number;
  /** Milliseconds of the slowest validation, and the case it was of. */
  readonly slowest: number;
  readonly slowestCase: number;
  readonly sample: Sample;
}

/** Looks at the heap in a campaign, and fewest and most cases between two of them. */
const LOOKS = 100;
const FEWEST = 1000;
const MOST = 10_000;
/** Failures of one kind that are made small; the others are counted only. */
const MINIMISED = 3;

/** The kind of a failure: its rule and its words, without what differs from case to case. */
function kindOf({ rule, detail }: Failure): string {
  return `${rule} ${detail.replace(/\d+|\/\S*|"[^"]*"/g, '').slice(0, 80)}`;
}

async function run(assignment: Assignment, say: (message: Message) => void): Promise<void> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const watched = new Watched(assignment.shared);
  const campaign = await Campaign.start(assignment);
  const kinds = new Map<string, number>();
  const step = Math.min(MOST, Math.max(FEWEST, Math.floor(assignment.to / LOOKS)));
  let cases = 0;
  let characters = 0;
  let slowest = 0;
  let slowestCase = 0;

  const progress = (): Progress => {
    collect();
    const heap = v8.getHeapStatistics().used_heap_size - campaign.pool.size;
    const { signals, added: kept } = campaign.pool;
    return { cases, characters, signals, kept, slowest, slowestCase, sample: { cases, heap } };
  };
  const tell = ({ number, one, failures }: Checked): void => {
    for (const failure of failures) {
      const kind = kindOf(failure);
      const count = (kinds.get(kind) ?? 0) + 1;
      kinds.set(kind, count);
      watched.enter('minimising', number, one);
      const text = count > MINIMISED ? one.text : campaign.minimise(one, failure.rule);
      say({ is: 'found', found: { number, failure, one: { ...one, text } } });
    }
  };

  for (let number = assignment.from; number <= assignment.to; number++) {
    watched.enter('making', number);
    const one = campaign.make(number);
    watched.enter('checking', number, one);
    const checked = campaign.check(number, one);
    cases++;
    characters += one.text.length;
    if (checked.slowest > slowest) [slowest, slowestCase] = [checked.slowest, number];
    if (checked.failures.length > 0) tell(checked);
    if (cases % step === 0) {
      say({ is: 'progress', progress: progress() });
      if (Date.now() > assignment.until) break;
    }
  }
  watched.enter('making', assignment.to);
  say({ is: 'done', progress: progress() });
}

if (parentPort !== null) {
  const port = parentPort;
  await run(workerData as Assignment, (message) => port.postMessage(message));
}
