/** A platform in its parts: `linux/arm/v7` is an OS, an architecture and a variant. */
export function platformOf(text: string): {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
} {
  const [os = '', architecture = '', variant = ''] = text.split('/');
  return { os, architecture, variant };
}
