/**
 * Runs a campaign in a thread of its own and watches it: a case that does not end, or that uses up the memory, ends
 * the thread; the case is kept and the next one begins in a new thread.
 *
 * @module
 */
import { Worker } from 'node:worker_threads';
import type { Case } from '../check/case.js';
import type { CampaignOptions } from './campaign.js';
import type { Sample } from './memory.js';
import { shareState, Watched, type Phase } from './watched.js';
import type { Assignment, Found, Message, Progress } from './worker.js';

/** How long a campaign goes on, and what is told of it while it does. */
export interface WatchOptions extends CampaignOptions {
  readonly cases: number;
  readonly minutes: number;
  readonly onFound: (found: Found) => void;
  readonly onProgress: (summary: Summary) => void;
  /** The thread's module and its limits, where a test has others. */
  readonly thread?: URL;
  readonly endless?: Readonly<Record<Phase, number>>;
}

/** A campaign in numbers. */
export interface Summary {
  readonly cases: number;
  readonly characters: number;
  readonly signals: number;
  readonly kept: number;
  readonly slowest: number;
  readonly slowestCase: number;
  /** Of the last thread: a thread that had to be ended takes its heap with it. */
  readonly samples: readonly Sample[];
  /** Threads that had to be ended. */
  readonly ended: number;
}

/** Milliseconds after which a phase is taken for endless: long, because the machine may be busy. */
const ENDLESS: Readonly<Record<Phase, number>> = { making: 120_000, checking: 20_000, minimising: 60_000 };
/** Megabytes that the campaign's thread may use: some ten times of what it needs. */
const HEAP = 2000;

interface Ended {
  readonly progress: Progress | undefined;
  readonly samples: readonly Sample[];
  /** Why the thread had to be ended; undefined where it came to its end. */
  readonly reason: string | undefined;
}

/** Stands for a case that was too long to be shared. */
const NOT_KEPT: Case = { spec: 'not kept', options: {}, text: '' };

/** Runs a campaign to its end. */
export async function watch(options: WatchOptions): Promise<Summary> {
  const { cases, minutes, root, seed, specs } = options;
  const until = Date.now() + minutes * 60_000;
  let done: Summary = {
    cases: 0,
    characters: 0,
    signals: 0,
    kept: 0,
    slowest: 0,
    slowestCase: 0,
    samples: [],
    ended: 0,
  };
  for (let from = 1; from <= cases && Date.now() < until;) {
    const before = done;
    const shared = shareState();
    const watched = new Watched(shared);
    const add = (progress: Progress | undefined, samples: readonly Sample[], ended: number): Summary =>
      progress === undefined
        ? { ...before, samples, ended }
        : {
            cases: before.cases + progress.cases,
            characters: before.characters + progress.characters,
            signals: progress.signals,
            kept: progress.kept,
            slowest: Math.max(before.slowest, progress.slowest),
            slowestCase: progress.slowest > before.slowest ? progress.slowestCase : before.slowestCase,
            samples,
            ended,
          };
    const { progress, samples, reason } = await runThread(
      { root, seed, specs, from, to: cases, until, shared },
      options,
      watched,
      options.onFound,
      (sofar, taken) => options.onProgress(add(sofar, taken, before.ended)),
    );
    done = add(progress, samples, before.ended + (reason === undefined ? 0 : 1));
    if (reason === undefined) break;
    const { number, one, phase } = watched;
    done = { ...done, cases: before.cases + number - from + 1 };
    // What fails while no case is checked is a fault of the campaign itself.
    if (phase === 'making') throw new Error(`case ${number}: ${reason}`);
    // While a failure is made smaller, the failure itself is what counts, and it is told as it was found.
    const rule = phase === 'minimising' ? 'minimise' : reason.includes('memory') ? 'memory' : 'hangs';
    options.onFound({ number, failure: { rule, detail: reason }, one: one ?? NOT_KEPT });
    from = number + 1;
  }
  return done;
}

function runThread(
  assignment: Assignment,
  { thread = new URL('./worker.js', import.meta.url), endless = ENDLESS }: WatchOptions,
  watched: Watched,
  onFound: (found: Found) => void,
  onProgress: (progress: Progress, samples: readonly Sample[]) => void,
): Promise<Ended> {
  const worker = new Worker(thread, {
    workerData: assignment,
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  return new Promise((resolve) => {
    const samples: Sample[] = [];
    let latest: Progress | undefined;
    const end = (reason: string | undefined): void => {
      clearInterval(timer);
      worker.removeAllListeners();
      void worker.terminate().then(() => resolve({ progress: latest, samples, reason }));
    };
    const timer = setInterval(() => {
      const { phase, taken } = watched;
      if (taken > endless[phase]) end(`${phase} took over ${endless[phase] / 1000} s`);
    }, 500);
    worker.on('message', (message: Message) => {
      if (message.is === 'found') onFound(message.found);
      else {
        latest = message.progress;
        samples.push(latest.sample);
        onProgress(latest, samples);
        if (message.is === 'done') end(undefined);
      }
    });
    worker.on('error', (error) =>
      end(String(error instanceof Error ? (error.stack ?? error.message) : error)),
    );
  });
}
