#!/usr/bin/env node
import { main } from '../dist/bundle/index.js';

await main();
