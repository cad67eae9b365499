import { defineConfig } from 'oxlint';

import { boundaries } from './oxlint.boundaries.ts';
import { webBoundaries } from './oxlint.web-boundaries.ts';

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
    ...webBoundaries,
    {
      files: ['apps/admin-center/web/**'],
      plugins: ['typescript', 'import', 'unicorn', 'oxc', 'jest', 'react', 'jsx-a11y'],
      rules: {
        'react/rules-of-hooks': 'error',
        'react/exhaustive-deps': 'error',
        'react/no-danger': 'error',
        'react/jsx-no-target-blank': 'error',
        // One grid of our own has the roles of a table, whose rows are anywhere (ui/grid).
        'jsx-a11y/prefer-tag-over-role': 'off',
        'jsx-a11y/no-autofocus': 'off',
      },
    },
    {
      files: ['**/*.spec.ts', '**/*.test.ts', 'test/web/**/*.page.ts'],
      rules: {
        'max-lines-per-function': 'off',
        'max-params': 'off',
        'jest/expect-expect': [
          'error',
          {
            assertFunctionNames:
              'expect* eventually refused *.expect *.command *.closed *.message *.only *.expectGood *.waitFor'.split(
                ' ',
              ),
          },
        ],
      },
    },
  ],
});
