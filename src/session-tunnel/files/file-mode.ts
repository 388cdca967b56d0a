/** Bits of Go's `fs.FileMode`. */
const directory = 2 ** 31;
const symlink = 1 << 27;
/** All that make a file something else than a regular one. */
const type = 0x8f_28_00_00;

export const isDirectory = (mode: number): boolean => mode >= directory;
export const isSymlink = (mode: number): boolean => (mode & symlink) !== 0;
/** Whether the file has content that can be asked for. */
export const isRegular = (mode: number): boolean => (mode & type) === 0;
