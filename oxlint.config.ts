import { defineConfig } from 'oxlint';

import { boundaries } from './oxlint.boundaries.ts';

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'jest'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['**/dist/**', '**/node_modules/**', 'data/**'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/no-explicit-any': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'max-lines': ['error', { max: 275 }],
    eqeqeq: 'error',
    curly: ['error', 'multi-line'],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 3 }],
    'max-depth': ['error', { max: 3 }],
    complexity: ['error', { max: 10 }],
  },
  overrides: [
    ...boundaries,
    {
      files: ['**/*.spec.ts', '**/*.test.ts'],
      rules: {
        'max-lines-per-function': 'off',
        'max-params': 'off',
        'jest/expect-expect': [
          'error',
          {
            assertFunctionNames:
              'expect* eventually refused *.expect *.command *.closed *.message *.only'.split(' '),
          },
        ],
      },
    },
  ],
});
