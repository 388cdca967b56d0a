// The fonts of the reader's system: nothing has to be loaded for them.
export { default } from 'vitepress/theme-without-fonts';
