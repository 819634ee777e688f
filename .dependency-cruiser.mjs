/** Imports run one way: domain ← application ← adapters, queue, simulators, config, observability, api, cli ← service ← create-app ← main. */
const layer = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '[.]test[.]ts$' },
  to: { path: to },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'Take the shared piece out.', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      comment: 'The rules of the newsroom know no technology.',
      from: { path: '^src/domain', pathNot: '[.]test[.]ts$' },
      to: { pathNot: '^src/domain' },
    },
    layer(
      'application-knows-ports-only',
      '^src/application',
      '^(src/(adapters|simulators|api|cli|config|observability|service|main|create-app)|queue)',
      'Speak to a port in src/application/ports.',
    ),
    layer(
      'adapters-know-no-entry-points',
      '^(src/(adapters|simulators|config|observability)|queue)',
      '^src/(api|cli|service|main|create-app)',
      'Entry points know adapters, never the other way.',
    ),
    layer(
      'adapters-know-no-queue-or-simulators',
      '^src/adapters',
      '^(queue|src/simulators)',
      'Adapters meet only in create-app.ts.',
    ),
    layer(
      'entry-points-know-no-adapters',
      '^src/(api|cli)',
      '^(queue|src/(adapters|simulators|service|main|create-app))',
      'Take what you need as a parameter; create-app.ts brings it.',
    ),
    layer(
      'simulators-are-servers',
      '^src/simulators',
      '^(queue|src/application|src/adapters/(?!networks/x/weighted-length))',
      'A simulator stands for another company: it shares only the published text rules.',
    ),
    layer(
      'networks-are-islands-x',
      '^src/adapters/networks/x/',
      '^src/adapters/networks/facebook/',
      'No network imports another.',
    ),
    layer(
      'networks-are-islands-facebook',
      '^src/adapters/networks/facebook/',
      '^src/adapters/networks/x/',
      'No network imports another.',
    ),
    layer(
      'simulated-networks-are-islands',
      '^src/simulators/(x|facebook)/',
      '^src/simulators/(?!$1/)(x|facebook)/',
      'No network imports another.',
    ),
    layer(
      'dashboard-speaks-http',
      '^src/dashboard',
      '^(queue|src/(?!dashboard/|api/contract/|adapters/networks/x/(weighted-length|find-urls)|adapters/networks/facebook/find-problems))',
      'It asks the API; of ours it shares the contract and the way to count alone.',
    ),
    layer('nobody-imports-the-dashboard', '^(queue|src/(?!dashboard/))', '^src/dashboard', 'It is for the browser.'),
    {
      name: 'bullmq-and-ioredis-live-in-queue',
      severity: 'error',
      comment: 'queue/ is their only home.',
      from: { path: '^src' },
      to: { path: '^node_modules/(bullmq|ioredis|@bull-board)' },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      comment: 'What runs in production stands in dependencies.',
      // The dashboard is bundled by the build.
      from: { path: '^(src|queue)', pathNot: '[.]test[.]ts$|^src/dashboard' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
