// Numbers, times and names as people read them.
import { make } from './dom.js';

const LOCALE = navigator.languages?.find(language => language.startsWith('en')) ?? 'en-GB';
const NUMBER = new Intl.NumberFormat(LOCALE);
const SIGNED = new Intl.NumberFormat(LOCALE, { signDisplay: 'exceptZero' });
const TIME = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const ZONED = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', hour: 'numeric', minute: 'numeric', timeZoneName: 'short' });

export const count = number => NUMBER.format(number ?? 0);

export const signed = number => SIGNED.format(number ?? 0).replace('-', '−');

/// Such as `1 row`, `9 rows`.
export const counted = (number, noun) => `${count(number)} ${noun}${Number(number) === 1 ? '' : 's'}`;

export function bytes(size) {
    const units = ['bytes', 'KB', 'MB', 'GB'];
    const unit = Math.min(3, Math.floor(Math.log(Math.max(1, size)) / Math.log(1024)));
    return `${NUMBER.format(Number((size / 1024 ** unit).toFixed(unit > 1 ? 1 : 0)))} ${units[unit]}`;
}

/// A time element in the time zone of the device, with UTC beside it.
export function time(instant, zoned = false) {
    if (!instant) return undefined;
    const utc = `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return make('time', { dateTime: instant, title: utc }, timeText(instant, zoned));
}

export const timeText = (instant, zoned = false) => (zoned ? ZONED : TIME).format(new Date(instant));

const KINDS = { undo: 'Undo', export: 'Export' };

/// What an action is called.
export const titled = (action, actions) => KINDS[action] ?? actions.find(known => known.action === action)?.title ?? action;

/// What a shop can be billed for.
export const consumed = sums => sums?.megabyteMillis === undefined ? undefined
    : `${counted(sums.writeUnits, 'write unit')}, ${counted(sums.readUnits, 'read unit')}, ${count(sums.megabyteMillis / 1_024_000)} GB-seconds`;

/// Points as whole numbers of any size.
export const net = counts => BigInt(counts.pointsAdded ?? 0) - BigInt(counts.pointsRemoved ?? 0);

export const moved = counts => Boolean(counts.pointsAdded || counts.pointsRemoved);
