import type { VNode } from 'preact';

const themes = [
  ['auto', 'Auto'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** Works without scripts: the style sheet looks at what is checked. */
export function ThemeChoice(): VNode {
  return (
    <fieldset class="themes">
      <legend>Theme</legend>
      {themes.map(([theme, label]) => (
        <label key={theme}>
          <input type="radio" name="theme" id={`theme-${theme}`} value={theme} checked={theme === 'auto'} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
