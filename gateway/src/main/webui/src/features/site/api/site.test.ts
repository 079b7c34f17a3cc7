import { describe, expect, it } from 'vitest';
import { wordsIn } from './site';

const en = { about: 'Hello', features: null, pricing: 'With tax', packages: [] };
const de = {
  about: null,
  features: 'Alben',
  pricing: 'Mit Steuer',
  packages: [{ name: 'Klein', price: '900 €', description: null, highlights: [] }],
};

describe('the words of a studio', () => {
  it('are those of the language, and of the other where they are missing', () => {
    expect(wordsIn({ en, de }, 'en')).toEqual({ about: 'Hello', features: 'Alben', pricing: 'With tax', packages: de.packages });
    expect(wordsIn({ en, de }, 'de')).toEqual({ about: 'Hello', features: 'Alben', pricing: 'Mit Steuer', packages: de.packages });
  });

  it('are none where nothing is written', () => {
    expect(wordsIn(undefined, 'en')).toEqual({ about: null, features: null, pricing: null, packages: [] });
    expect(wordsIn({ en: null, de: null }, 'de').packages).toEqual([]);
  });
});
