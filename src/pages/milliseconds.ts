const inTenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Shows milliseconds as `1,234.5`. */
export function milliseconds(ms: number): string {
  return inTenths.format(ms);
}
