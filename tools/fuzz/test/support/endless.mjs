/** A campaign's thread whose third case never ends. Speaks as `src/campaign/worker.ts` does. */
import { Buffer } from 'node:buffer';
import { parentPort, workerData } from 'node:worker_threads';

const { from, to, shared } = workerData;
const numbers = new Float64Array(shared.numbers);
const bytes = Buffer.from(shared.text);
for (let number = from; number <= to; number++) {
  numbers[3] = bytes.write(`foundations/1.2.7\n{}\n{"case":${number}}`, 'utf16le') / 2;
  numbers[2] = Date.now();
  numbers[1] = 1;
  numbers[0] = number;
  while (number === 3);
}
const progress = { cases: to - from + 1, characters: 10, signals: 1, kept: 0, slowest: 1, slowestCase: from };
parentPort.postMessage({ is: 'done', progress: { ...progress, sample: { cases: to, heap: 1 } } });
