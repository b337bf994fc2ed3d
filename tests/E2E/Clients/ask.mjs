// Asks for flags as a program would that uses a published client, and prints one line of JSON an identity:
// [[enabled, value], ...] in the order of the flags that were named. The plan comes from standard input.
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { Flagsmith } from 'flagsmith-nodejs';

const ATONCE = 16;

async function readPlan() {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
  }
  return JSON.parse(text);
}

function flagsmith(plan, local) {
  return new Flagsmith({
    environmentKey: plan.key,
    apiUrl: `${plan.address}api/v1/`,
    enableLocalEvaluation: local,
    environmentRefreshIntervalSeconds: 3600,
  });
}

function withFlagsmith(client) {
  return async (identity, names) => {
    const flags = new Map((await client.getIdentityFlags(identity.identifier, identity.traits)).allFlags().map((flag) => [flag.featureName, flag]));
    return names.map((name) => [flags.get(name).enabled, flags.get(name).value ?? null]);
  };
}

const ways = {
  async remote(plan) {
    return { ask: withFlagsmith(flagsmith(plan, false)) };
  },

  async local(plan) {
    const client = flagsmith(plan, true);
    await client.getEnvironmentFlags();
    return { ask: withFlagsmith(client), end: () => client.close() };
  },

  async openfeature(plan) {
    await OpenFeature.setProviderAndWait(new OFREPProvider({
      baseUrl: plan.address.replace(/\/$/, ''),
      headers: [['Authorization', `Bearer ${plan.key}`]],
    }));
    const client = OpenFeature.getClient();
    const kinds = {
      string: (name, context) => client.getStringDetails(name, 'the default in the code', context),
      number: (name, context) => client.getNumberDetails(name, -1, context),
      boolean: (name, context) => client.getBooleanDetails(name, false, context),
    };
    return {
      ask: async (identity, names) => Promise.all(names.map(async (name) => {
        const answer = await kinds[plan.kinds[name]](name, { targetingKey: identity.identifier, ...identity.traits });
        // What is off has no value, for which this provider has an error of its own; either way the program goes on with its default.
        const isOff = answer.reason === 'DISABLED' || answer.errorCode === 'GENERAL';
        return [!isOff, isOff ? null : answer.value];
      })),
    };
  },
};

const plan = await readPlan();
const { ask, end } = await ways[process.argv[2]](plan);
const lines = [];
for (let start = 0; start < plan.identities.length; start += ATONCE) {
  lines.push(...await Promise.all(plan.identities.slice(start, start + ATONCE).map((identity) => ask(identity, plan.flags))));
}
process.stdout.write(lines.map((line) => JSON.stringify(line)).join('\n'));
await end?.();
