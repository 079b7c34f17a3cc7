import type { view as english } from '../en/view';

export const view: typeof english = {
  opening: 'Die Galerie wird geöffnet',
  see_photos: 'Zu den Fotos',
  until: 'Offen bis {{date}}',
  remaining_views_one: 'Lässt sich noch einmal öffnen',
  remaining_views_other: 'Lässt sich noch {{count}}-mal öffnen',
  remaining_views_zero: 'Der Link ließ sich nun zum letzten Mal öffnen',
  preview_explained: 'Dies sind Vorschauen mit Wasserzeichen.',
  empty: 'Hier sind noch keine Fotos.',
  open_photo: '{{name}} öffnen',
  download: 'Herunterladen',
  download_photo: '{{name}} herunterladen',
  made_with: 'Gezeigt mit Vitrine',
  password: 'Passwort',
  password_title: 'Diese Galerie ist privat',
  password_words: 'Bitte geben Sie das Passwort ein, das Sie mit dem Link bekommen haben.',
  open: 'Galerie öffnen',
  trouble_title: 'Das hat nicht geklappt',
  over: {
    ask: 'Bitten Sie die Person, von der Sie ihn haben, um einen neuen.',
    ask_studio: 'Bitten Sie {{studio}} um einen neuen.',
    expired: {
      title: 'Dieser Link ist abgelaufen',
      since: 'Er ließ sich bis zum {{date}} öffnen.',
      words: 'Die Zeit, für die er gemacht war, ist vorbei.',
    },
    used_up: {
      title: 'Dieser Link ist verbraucht',
      words: 'Er wurde so oft geöffnet, wie er darf.',
    },
    revoked: {
      title: 'Dieser Link ist abgeschaltet',
      words: 'Die Galerie wird über ihn nicht mehr geteilt.',
    },
    unknown: {
      title: 'Dieser Link führt nirgendwohin',
      words: 'Vielleicht ging unterwegs ein Stück verloren. Prüfen Sie, ob er vollständig ist.',
    },
  },
};
