import type { OutputFd, ProgramIo } from './program.js';
import { Interrupted, Terminal, type Foreground } from './terminal.js';

/** Stdin, read by lines, and stdout, with a terminal or without. */
export interface Console {
  write(fd: OutputFd, bytes: Uint8Array): Promise<void>;
  /** The next bytes to pass on: a line from a terminal, otherwise whatever came. Undefined at the end. */
  readChunk(): Promise<Uint8Array | undefined>;
  /** The next line, without its newline; undefined at the end. */
  readLine(): Promise<string | undefined>;
  /** Runs `work` on a console that stops working when Ctrl-C interrupts it. @throws Interrupted */
  foreground<T>(work: (console: Console) => Promise<T>): Promise<T>;
}

export function openConsole(io: ProgramIo): Console {
  return io.tty ? terminalConsole(new Terminal(io), { interrupted: false }) : plainConsole(io);
}

function terminalConsole(terminal: Terminal, reader: Foreground): Console {
  return {
    write: (fd, bytes) => (reader.interrupted ? Promise.reject(new Interrupted()) : terminal.write(fd, bytes)),
    readChunk: () => terminal.readLine(reader),
    readLine: async () => {
      const line = await terminal.readLine(reader);
      return line === undefined ? undefined : Buffer.from(line).toString('utf8').replace(/\n$/, '');
    },
    foreground: (work) => terminal.foreground((foreground) => work(terminalConsole(terminal, foreground))),
  };
}

function plainConsole(io: ProgramIo): Console {
  let buffered = Buffer.alloc(0);
  const console: Console = {
    write: (fd, bytes) => io.write(fd, bytes),
    readChunk: async () => {
      if (buffered.length === 0) return io.read();
      const chunk = buffered;
      buffered = Buffer.alloc(0);
      return chunk;
    },
    readLine: async () => {
      for (;;) {
        const end = buffered.indexOf(0x0a);
        if (end >= 0) {
          const line = buffered.toString('utf8', 0, end);
          buffered = buffered.subarray(end + 1);
          return line;
        }
        const bytes = await io.read();
        if (bytes === undefined) {
          const rest = buffered.toString('utf8');
          buffered = Buffer.alloc(0);
          return rest === '' ? undefined : rest;
        }
        buffered = Buffer.concat([buffered, bytes]);
      }
    },
    foreground: (work) => work(console),
  };
  return console;
}
