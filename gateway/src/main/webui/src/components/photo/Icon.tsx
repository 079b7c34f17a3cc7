const PATHS = {
  mark: 'M5 11.5 10.5 6h18v16.5L23 28H5zM5 11.5h18V28M23 11.5 28.5 6M9 24l4.5-5.5 3 3.5 1.5-1.8 2 3.8z',
  galleries: 'M4 5h16v14H4zM4 15l5-5 4 4 3-3 4 4',
  library: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  links: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  explore: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM15.5 8.500l-2 5-5 2 2-5z',
  search: 'M11 17.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM20 20l-4.200-4.200',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 20h14',
  trash: 'M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.200 10.500v6M13.800 10.500v6',
  cover: 'M4 5h16v14H4zM12 8.500l1.200 2.400 2.600.4-1.900 1.900.4 2.600-2.300-1.200-2.300 1.200.4-2.600-1.900-1.900 2.600-.4z',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.500v13l10.500-6.500z',
  retry: 'M19 12a7 7 0 1 1-2.200-5.100M19 4v4h-4',
  upload: 'M12 16V5M7 9.500l5-5 5 5M5 20h14',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.500 2.600 3.700 5.600 3.700 9s-1.200 6.400-3.700 9c-2.500-2.600-3.700-5.600-3.700-9S9.500 5.600 12 3z',
  alert: 'M12 4 2.800 19.500h18.400zM12 10v4.500M12 17h.01',
  photo: 'M4 5h16v14H4zM8.500 10.500a1.200 1.200 0 1 0 0-2.400 1.200 1.200 0 0 0 0 2.400zM4 16.500l5-4.500 4 3.500 3-2.500 4 3.500',
  folder: 'M3.500 6h6l2 2.500h9V19h-17z',
  zoom: 'M11 17.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM20 20l-4.200-4.200M11 8.500v5M8.500 11h5',
  tag: 'M4 4h8l8 8-8 8-8-8zM8.500 8.500h.01',
  camera: 'M4 7.500h4l1.500-2.500h5L16 7.500h4V19H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
  lens: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9z',
  heart: 'M12 20s-7.500-4.600-7.500-10.200A4.300 4.300 0 0 1 12 7.200a4.300 4.300 0 0 1 7.500 2.600C19.500 15.400 12 20 12 20z',
  comment: 'M4 5h16v11h-9l-5 4v-4H4z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400zM9 19.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z',
} as const;

export type IconName = keyof typeof PATHS;

/** Always beside words or inside something labelled, so never announced by itself. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox={name === 'mark' ? '0 0 34 34' : '0 0 24 24'}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : name === 'check' ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
