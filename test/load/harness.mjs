// Loads the URL it is given, and tells the pid of the load's process once that sends requests.
import { startLoad } from '../../dist/harness/load/load.js';

const options = { url: process.argv[2], connections: 2, rate: null, timeoutMs: 1000, bucketMs: 100, atMostMs: 60_000 };
const load = startLoad(options, { onStarted: () => process.send(load.pid), onBucket() {} });
