// Six rings: `unit` beside the code (pure tables, real Redis, real sockets), `system` with real processes in test/,
// `web` with a browser, `resilience` those of them that abuse, freeze and kill, `capacity` those that fill, load and count, `containers` with a
// Docker engine.
const rooms = (...names) => names.map((name) => `<rootDir>/test/${name}/`);
const resilience = rooms('hostile', 'resilience/freezes', 'resilience/kills');
const capacity = rooms('resilience/load', 'resilience/shortages', 'work');
const swc = (syntax) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true, ...syntax },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
  },
];
const typescript = { '^.+\\.ts$': swc({}), '^.+\\.tsx$': swc({ tsx: true }) };
const common = {
  transform: typescript,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironment: 'node',
  moduleNameMapper: {
    '^@mailyard/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@mailyard/([a-z-]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts',
    // Nothing of a lib comes from its dist, which would be there twice.
    '^@mailyard/([a-z-]+)/(.+)$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
};

export default {
  // Deadlines are for what hangs, not for a machine that is busy.
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/bench'],
      testMatch: ['**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'system',
      roots: ['<rootDir>/test'],
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: rooms('containers', 'hostile', 'resilience', 'web', 'work'),
    },
    {
      ...common,
      displayName: 'web',
      roots: ['<rootDir>/test/web'],
      testMatch: ['**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'resilience',
      roots: resilience,
      testMatch: ['**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'capacity',
      roots: capacity,
      testMatch: ['**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'containers',
      roots: ['<rootDir>/test/containers'],
      testMatch: ['**/*.test.ts'],
    },
  ],
};
