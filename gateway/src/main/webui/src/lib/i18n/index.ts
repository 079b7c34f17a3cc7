import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const CHOSEN = 'vitrine.language';

type Resources = Record<string, object>;
/** Loads the words of one language for one of the two apps: a chunk of its own, only the chosen one is fetched. */
type Loader = Record<Language, () => Promise<Resources>>;

let loader: Loader | undefined;

export async function startLanguage(load: Loader): Promise<void> {
  loader = load;
  const language = preferredLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: await load[language]() },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'common')) {
    for (const [namespace, words] of Object.entries((await loader?.[language]()) ?? {})) {
      i18next.addResourceBundle(language, namespace, words);
    }
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(CHOSEN, language);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

export function preferredLanguage(): Language {
  const chosen = stored();
  for (const tag of chosen === null ? navigator.languages : [chosen]) {
    const match = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (match !== undefined) return match;
  }
  return 'en';
}

function stored(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}
