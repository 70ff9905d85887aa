import { readFileSync } from 'node:fs';
import { run } from './versions.js';

const [, , booking = '', patient = ''] = process.argv;
console.log(JSON.stringify(run(readFileSync(booking, 'utf8'), readFileSync(patient, 'utf8'))));
