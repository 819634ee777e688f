import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';

const token = (name: string): string => `var(--kwb-${name})`;
/** Mantine wants ten shades; the tokens decide what is drawn. */
const flat = (hex: string): MantineColorsTuple => [hex, hex, hex, hex, hex, hex, hex, hex, hex, hex];
const BARE = '1px solid transparent';

/** Mantine's parts drawn with the tokens. `seal` is the variant of what puts words before the public. */
export const theme = createTheme({
  primaryColor: 'ink',
  colors: { ink: flat('#1b1a18'), shu: flat('#b0341b'), ai: flat('#1d4c78'), amber: flat('#774d00') },
  fontFamily: token('font-ui'),
  fontFamilyMonospace: token('font-mono'),
  headings: { fontFamily: token('font-words'), fontWeight: '600' },
  fontSizes: {
    xs: token('size-xs'),
    sm: token('size-sm'),
    md: token('size-md'),
    lg: token('size-lg'),
    xl: token('size-xl'),
  },
  lineHeights: { xs: '1.333', sm: '1.385', md: '1.43', lg: '1.375', xl: '1.273' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  breakpoints: { xs: '37.5em', sm: '48em', md: '56.25em', lg: '75em', xl: '90em' },
  radius: { sm: token('radius-sm'), md: token('radius-md'), lg: token('radius-lg'), xl: token('radius-full') },
  defaultRadius: 'md',
  shadows: { md: token('shadow-pop'), xl: token('shadow-lift') },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default', fw: 500 }, classNames: { loader: 'kwb-loader' } },
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs', color: 'ink' } },
    DateTimePicker: { defaultProps: { size: 'xs' } },
    Chip: { defaultProps: { radius: 'md' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'sm' }, classNames: { track: 'kwb-track', thumb: 'kwb-thumb' } },
    // Its lock writes a style without our nonce, which the CSP refuses.
    Modal: { defaultProps: { lockScroll: false, centered: true, radius: 'lg' } },
    Drawer: { defaultProps: { lockScroll: false } },
  },
  variantColorResolver(input) {
    switch (input.variant) {
      case 'seal':
        return { border: BARE, background: token('shu-fill'), hover: token('shu-fill'), color: token('on-shu') };
      case 'filled':
        return { border: BARE, background: token('ink'), hover: token('ink-2'), color: token('on-ink') };
      case 'subtle':
        return { border: BARE, background: 'transparent', hover: token('paper'), color: token('ink') };
      case 'light': {
        const ground = token(`${String(input.color)}-soft`);
        return { border: BARE, background: ground, hover: ground, color: token(String(input.color)) };
      }
      default:
        return defaultVariantColorsResolver(input);
    }
  },
});

const BOTH = {
  '--mantine-color-body': token('sheet'),
  '--mantine-color-text': token('ink'),
  '--mantine-color-bright': token('ink'),
  '--mantine-color-dimmed': token('ink-3'),
  '--mantine-color-placeholder': token('ink-3'),
  '--mantine-color-anchor': token('ai'),
  '--mantine-color-error': token('shu'),
  '--mantine-color-success': token('ink'),
  '--mantine-color-default': token('raised'),
  '--mantine-color-default-hover': token('paper'),
  '--mantine-color-default-color': token('ink'),
  '--mantine-color-default-border': token('edge'),
  '--mantine-color-disabled': token('sunk'),
  '--mantine-color-disabled-color': token('ink-3'),
  '--mantine-color-disabled-border': token('rule'),
  '--mantine-color-white': token('on-ink'),
  '--mantine-color-ink-filled': token('ink'),
  '--mantine-color-ink-light': token('sunk'),
  '--mantine-color-ink-light-color': token('ink'),
  '--mantine-primary-color-filled': token('ink'),
  '--mantine-primary-color-filled-hover': token('ink-2'),
  '--mantine-primary-color-contrast': token('on-ink'),
};

/** Inputs and segments read single greys, so those are tokens too. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...BOTH,
    '--mantine-color-gray-1': token('sunk'),
    '--mantine-color-gray-3': token('rule'),
    '--mantine-color-gray-4': token('edge'),
  },
  dark: {
    ...BOTH,
    '--mantine-color-dark-4': token('edge'),
    '--mantine-color-dark-5': token('sunk'),
    '--mantine-color-dark-6': token('raised'),
    '--mantine-color-dark-8': token('sunk'),
  },
});
