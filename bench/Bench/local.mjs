// Evaluates a document on its own, as programs with flagsmith-nodejs do, and prints how many milliseconds an identity took.
import fs from 'node:fs';
import { Flagsmith } from 'flagsmith-nodejs';
import { buildEnvironmentModel } from './node_modules/flagsmith-nodejs/build/esm/flagsmith-engine/environments/util.js';

const [file, warmUp, identities] = process.argv.slice(2);
const environment = buildEnvironmentModel(JSON.parse(fs.readFileSync(file, 'utf8')));
const client = new Flagsmith({ offlineMode: true, offlineHandler: { getEnvironment: () => environment } });
const times = [];
const begun = performance.now();
for (let round = 0; times.length < Number(identities); round++) {
  const traits = { plan: round % 3 === 0 ? 'pro' : 'free', country: round % 4 === 0 ? 'de' : 'us', age: 1 + (round % 80) };
  const start = process.hrtime.bigint();
  await client.getIdentityFlags(`user_${round}`, traits);
  if (performance.now() - begun > Number(warmUp)) {
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
}
times.sort((a, b) => a - b);
console.log(times[times.length >> 1]);
