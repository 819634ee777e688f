import tseslint from 'typescript-eslint';

const FORGETFUL = {
  object: 'AbortSignal',
  property: 'any',
  message: 'What it is made of may be collected and then never aborts: src/application/time-limit.ts holds it.',
};
const ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'main.ts alone reads the environment; take it from the config.',
};

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'data/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  { rules: { 'no-restricted-properties': ['error', FORGETFUL] } },
  {
    files: ['src/**', 'queue/**'],
    ignores: ['src/main.ts', '**/*.test.ts'],
    rules: { 'no-restricted-properties': ['error', FORGETFUL, ENVIRONMENT] },
  },
  {
    files: ['tests/**', '**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  { files: ['**/*.mjs', 'bin/kawaraban'], extends: [tseslint.configs.disableTypeChecked] },
);
