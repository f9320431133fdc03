/**
 * Code in articles. Colour belongs to data on this site, so code is set in ink: keywords heavy, comments quiet. The
 * theme names CSS variables, so that one theme serves light and dark and follows the switch without a script.
 */
import {
  pluginFramesTexts,
  type AstroExpressiveCodeOptions,
  type ExpressiveCodePlugin,
} from 'astro-expressive-code';
import { visit } from 'unist-util-visit';

pluginFramesTexts.addLocale('zh-CN', {
  terminalWindowFallbackTitle: '终端窗口',
  copyButtonTooltip: '复制代码',
  copyButtonCopied: '已复制',
});
pluginFramesTexts.addLocale('en', {
  terminalWindowFallbackTitle: 'Terminal window',
  copyButtonTooltip: 'Copy code',
  copyButtonCopied: 'Copied',
});

const theme = {
  name: 'strata',
  type: 'light',
  colors: { 'editor.background': '#f2eee4', 'editor.foreground': '#1d1b18' },
  tokenColors: [
    { settings: { foreground: 'var(--ink)' } },
    {
      scope: ['comment', 'punctuation.definition.comment'],
      settings: { foreground: 'var(--ink-3)' },
    },
    {
      scope: [
        'keyword.control',
        'keyword.operator.logical',
        'storage.type',
        'storage.modifier',
        'constant.language',
      ],
      settings: { foreground: 'var(--ink)', fontStyle: 'bold' },
    },
    {
      // Python's f"…{x:.2f}" has no keywords in it.
      scope: ['storage.type.string', 'storage.type.format', 'constant.character.format'],
      settings: { foreground: 'var(--ink-2)', fontStyle: '' },
    },
    {
      scope: ['string', 'punctuation.definition.string'],
      settings: { foreground: 'var(--ink-2)' },
    },
  ],
} as const;

/** Code that may scroll sideways can be reached by keyboard from the first moment, not only after a script has run. */
const focusable: ExpressiveCodePlugin = {
  name: 'focusable',
  hooks: {
    postprocessRenderedBlock: ({ renderData }) => {
      visit(renderData.blockAst, 'element', (node) => {
        if (node.tagName === 'pre') node.properties['tabIndex'] = 0;
      });
    },
  },
};

/** Options of Expressive Code. */
export const codeBlockOptions = {
  themes: [theme as never],
  plugins: [focusable],
  useDarkModeMediaQuery: false,
  // The pairs are checked in tests/site/contrast.test.ts; Expressive Code cannot compute with variables.
  minSyntaxHighlightingColorContrast: 0,
  defaultLocale: 'en',
  getBlockLocale: ({ file }) =>
    file.path?.replaceAll('\\', '/').includes('/content/zh-cn/') ? 'zh-CN' : 'en',
  styleOverrides: {
    codeBackground: 'var(--sunk)',
    codeForeground: 'var(--ink)',
    codeFontFamily: 'var(--font-mono)',
    codeFontSize: 'var(--fs-code)',
    codeLineHeight: '1.6',
    codePaddingBlock: 'var(--s-4)',
    codePaddingInline: 'var(--s-4)',
    uiFontFamily: 'var(--font-sans)',
    borderColor: 'var(--rule)',
    borderRadius: 'var(--r-2)',
    focusBorder: 'var(--focus)',
    scrollbarThumbColor: 'var(--edge)',
    scrollbarThumbHoverColor: 'var(--ink-3)',
    frames: {
      shadowColor: 'transparent',
      frameBoxShadowCssValue: 'none',
      editorActiveTabBackground: 'var(--sunk)',
      editorActiveTabForeground: 'var(--ink)',
      editorActiveTabBorderColor: 'transparent',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'var(--ink)',
      editorTabBarBackground: 'var(--sunk)',
      editorTabBarBorderColor: 'var(--rule)',
      editorTabBarBorderBottomColor: 'var(--rule)',
      terminalBackground: 'var(--sunk)',
      terminalTitlebarBackground: 'var(--sunk)',
      terminalTitlebarForeground: 'var(--ink-2)',
      terminalTitlebarBorderBottomColor: 'var(--rule)',
      terminalTitlebarDotsForeground: 'var(--ink-3)',
      inlineButtonBackground: 'var(--surface)',
      inlineButtonForeground: 'var(--ink-2)',
      inlineButtonBorder: 'transparent',
      inlineButtonBorderOpacity: '1',
      inlineButtonBackgroundIdleOpacity: '0',
      tooltipSuccessBackground: 'var(--ink)',
      tooltipSuccessForeground: 'var(--on-ink)',
    },
  },
} satisfies AstroExpressiveCodeOptions;
