import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Imports flow one way: lib <- components <- features <- app. Features do not know each other; app composes them. */
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const above = (...layers) => ({
  group: layers.map((layer) => `@/${layer}/**`),
  message: 'Imports go from app to features to components to lib, never back.',
});
const studioOnly = {
  group: ['@mantine/**', '@tanstack/react-router', '@/components/ui/**'],
  message: 'The client view stays light: nothing of the studio kit here.',
};

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/lib/api/generated'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'error',
    },
  },
  { files: ['src/lib/**'], rules: forbid(above('components', 'features', 'app')) },
  { files: ['src/components/ui/**'], rules: forbid(above('features', 'app')) },
  { files: ['src/components/photo/**', 'src/components/brand/**'], rules: forbid(above('features', 'app'), studioOnly) },
  { files: ['src/features/**'], rules: forbid(above('features', 'app')) },
  { files: ['src/worker/**'], rules: forbid(above('app'), studioOnly) },
  { files: ['src/features/client-view/**', 'src/app/view.tsx'], rules: forbid(above('app'), studioOnly) },
);
