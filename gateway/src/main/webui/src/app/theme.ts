import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  Input,
  Menu,
  Modal,
  Popover,
  Tooltip,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
} from '@mantine/core';
import i18next from 'i18next';

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'vitrine.color-scheme' });

/** Filled buttons take ground and words from the tokens: the accent is light in the dark theme, so its words are dark. */
const filled = (ground: string) => ({
  background: `var(--${ground})`,
  hover: `color-mix(in srgb, var(--${ground}) 88%, var(--ink))`,
  color: `var(--on-${ground})`,
  border: '1px solid transparent',
});

export const theme = createTheme({
  variantColorResolver: (input) => {
    if (input.variant === 'filled') {
      if (input.color === undefined || input.color === 'petrol') return filled('accent');
      if (input.color === 'red') return filled('danger');
    }
    return defaultVariantColorsResolver(input);
  },
  fontFamily: 'var(--sans)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '600' },
  fontSizes: { xs: '13px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 8,
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  black: '#16181d',
  white: '#ffffff',
  cursorType: 'pointer',
  respectReducedMotion: true,
  colors: {
    dark: [
      '#eceae4',
      '#c9c7c1',
      '#9a9da5',
      '#6b6e76',
      '#2a2d33',
      '#22252a',
      '#17191d',
      '#101114',
      '#0c0d0f',
      '#08090a',
    ],
    petrol: [
      '#ecf8f7',
      '#d5eeed',
      '#a5dedb',
      '#6fd3cf',
      '#45b9b6',
      '#2a9c9b',
      '#1c8284',
      '#146e72',
      '#0f5e63',
      '#0a474b',
    ],
    red: [
      '#fef3f1',
      '#fde4e0',
      '#fbc8c1',
      '#ff8f83',
      '#f0695c',
      '#de4b3d',
      '#cb3427',
      '#be2a1e',
      '#b42318',
      '#8c1a11',
    ],
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 550 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 40 } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 12,
        padding: 24,
        overlayProps: { backgroundOpacity: 0.45, blur: 2 },
        transitionProps: { duration: 160, transition: 'pop' },
      },
      styles: { title: { fontSize: 20, fontWeight: 600, letterSpacing: '-0.01em', lineHeight: 1.25 } },
    }),
    // Asked for each notice: the language may have changed.
    Notification: {
      defaultProps: () => ({ closeButtonProps: { 'aria-label': i18next.t('common:close') } }),
    },
    Input: Input.extend({ defaultProps: { size: 'md' } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 150 }, radius: 12 } }),
    Menu: Menu.extend({ defaultProps: { transitionProps: { duration: 120 }, shadow: 'md', radius: 10 } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 100 } } }),
  },
});

const shared = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--chip)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-gray-light-hover': 'var(--chip)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
