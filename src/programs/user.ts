import type { ImageScript } from '../scenarios/model/build-script.js';
import { StartRefusal } from './start-failure.js';
import { programWording } from './wording.js';

/** Whom a process runs as. */
export interface User {
  readonly uid: number;
  readonly gid: number;
  /** The user's name; undefined where the image has no user of that number. */
  readonly name: string | undefined;
}

/** The users that nearly every image has. */
const usualUsers = { root: '0:0', nobody: '65534:65534' };

/** What the server says when there is no such entry, by whether the image has a file of them. */
const absence = { none: 'invalid argument', some: (file: string) => `no matching entries in ${file} file` };

/**
 * Finds the user that `NAME`, `UID`, `NAME:GROUP` or `UID:GROUP` names in an image; an empty text names root. An image
 * without users has no file of them, and the server then takes nothing but two numbers.
 * @throws StartRefusal when the image has no such user or group
 */
export function userOf(given: string, image: ImageScript): User {
  const { users = usualUsers } = image;
  const all = Object.entries(users).map(([name, ids]) => {
    const [uid = 0, gid = uid] = ids.split(':').map(Number);
    return { name, uid, gid };
  });
  const [user = '', group] = given.split(':', 2);
  const unknown = image.users === undefined || all.length === 0 ? absence.none : undefined;
  const byNumber = numberOf(user);
  const known = all.find(({ name, uid }) => name === user || uid === byNumber);
  const bare = group === undefined || !isNumber(group);
  const uid = known?.uid ?? byNumber;
  if (uid === undefined || (user !== '' && bare && all.length === 0))
    throw refusal(programWording.unknownUser(user, unknown ?? absence.some('passwd')));
  if (group === undefined) return { uid, gid: known?.gid ?? 0, name: known?.name };
  const gid = isNumber(group) ? Number(group) : all.find(({ name }) => name === group)?.gid;
  if (gid === undefined) throw refusal(programWording.unknownGroup(group, unknown ?? absence.some('group')));
  return { uid, gid, name: known?.name };
}

/** A refusal. Now and then BuildKit tells of it while its client still waits for the start. */
function refusal(message: string): StartRefusal {
  return new StartRefusal(message, message, message, programWording.startFailed(programWording.exitBeforeStart));
}

/** The same image with this user in it: a program that is scripted for a user finds that user. */
export function withUser(image: ImageScript, given: string): ImageScript {
  const { users = usualUsers } = image;
  const [name = ''] = given.split(':', 1);
  return name === '' || isNumber(name) || Object.hasOwn(users, name)
    ? image
    : { ...image, users: { ...users, [name]: '1000:1000' } };
}

/** The number of a user; the server itself knows only one by name. */
function numberOf(user: string): number | undefined {
  if (user === '' || user === 'root') return 0;
  return isNumber(user) ? Number(user) : undefined;
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d+$/.test(text);
}
