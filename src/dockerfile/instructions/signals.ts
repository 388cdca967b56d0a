const names: ReadonlySet<string> = new Set(
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'.split(
    ' ',
  ),
);

/** Whether a text is a number but 0, or the name of a signal of Linux in any case, with or without `SIG`. */
export function isSignal(text: string): boolean {
  if (/^[-+]?\d+$/.test(text)) return Number(text) !== 0;
  return isSignalName(text.toUpperCase().replace(/^SIG/, ''));
}

/** Whether a text is the name of a signal of Linux, in capitals and without `SIG`. */
export function isSignalName(name: string): boolean {
  return names.has(name) || /^RTMIN\+([1-9]|1[0-5])$|^RTMAX-([1-9]|1[0-4])$/.test(name);
}
