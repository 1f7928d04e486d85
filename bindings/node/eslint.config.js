import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const node = Object.fromEntries(
  ['AbortController', 'AbortSignal', 'Buffer', 'URL', 'console', 'gc', 'process', 'setTimeout']
    .map((name) => [name, 'readonly']));

export default defineConfig(
  { ignores: ['build/'] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  {
    languageOptions: { globals: node },
    rules: {
      curly: ['error', 'multi-or-nest', 'consistent'],
      eqeqeq: 'error',
      'max-len': ['error', { code: 100 }],
      'no-unused-vars': 'off', // TypeScript's does it
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.js'],
    rules: { '@typescript-eslint/no-empty-function': 'off' },
  },
  {
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
);
