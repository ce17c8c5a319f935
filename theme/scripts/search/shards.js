// The files of the index, read: what shards.py, manifest.py, cards.py and lexicon.py in plugins/search/index/ tell of their form.

/** A list: the documents that hold one form of a term, in one tier. See `List` in plugins/search/ranking.py. */

/** Return the bytes of zlib data; damage is found by its checksum. */
export async function inflated(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Return a function that reads one varint after another from bytes; its `at` is the place of the next byte. */
export function varints(bytes, at = 0) {
  const next = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[next.at++];
      if (byte === undefined) throw new RangeError("cut short");
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  next.at = at;
  return next;
}

/**
 * Return the lists of a shard, by term; `part` is {start, end, bits, longest}: longest is Infinity where none is cut.
 * Throws where the file is of something else: what it says of lengths is not believed.
 */
export function lists(bytes, shard, { start, end, bits, longest, rest }) {
  const next = varints(bytes);
  const found = new Map();
  const order = [];
  let term = shard * 2 ** (32 - bits);
  for (let count = next(); order.length < count; ) {
    term += next();
    order.push({ term });
  }
  for (const list of order) list.frequency = next();
  for (const list of order) {
    const length = Math.min(list.frequency, longest);
    if (length > bytes.length) throw new RangeError("longer than the file");
    list.docs = new Uint32Array(length);
    let doc = start - 1;
    for (let index = 0; index < length; index++) list.docs[index] = doc += next() + 1;
    if (doc >= end) throw new RangeError("of another tier");
  }
  let half = (next.at + order.length) * 2;
  order.forEach((list, index) => {
    list.variant = bytes[next.at + index];
    list.levels = Uint8Array.from(list.docs, () => (bytes[half >> 1] >> ((half++ & 1) * 4)) & 7);
    // The rest of a list is counted with the list that it was cut from.
    if (rest) list.frequency = 0;
    found.set(list.term, [...(found.get(list.term) || []), list]);
  });
  if (half > bytes.length * 2) throw new RangeError("cut short");
  return found;
}

/** Return what a manifest says, its tables taken apart. */
export function manifest(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 4 + view.getUint32(0);
  const told = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)));
  if (told.form !== 1) throw new Error("another form");
  const take = (count, size) => {
    const found = Array.from({ length: count }, (_, index) =>
      size === 2 ? view.getUint16(at + index * 2) : view.getUint32(at + index * 4)
    );
    at += count * size;
    return found;
  };
  told.parts = told.tiers.flatMap(([start, count, bits]) => {
    const part = { start, end: start + count, bits };
    return [
      { ...part, folder: `${start}-${count}`, longest: told.longest, rest: false, names: take(2 ** bits, 2) },
      { ...part, folder: `${start}-${count}-con-lai`, longest: Infinity, rest: true, names: take(2 ** bits, 2) },
    ];
  });
  told.cards = take(Math.ceil(told.documents / 8), 2);
  // Forms of words that many documents hold: term and variant; and their terms.
  told.common = new Set();
  for (let count = take(1, 4)[0]; count; count--, at += 5) {
    const term = view.getUint32(at);
    told.common.add(term).add(`${term} ${bytes[at + 4]}`);
  }
  const next = varints(bytes, at);
  // Days since the first article's; -1 for pages.
  let day = 0;
  told.days = Int32Array.from({ length: told.documents }, (_, number) => (number < told.pages ? -1 : (day += next())));
  return told;
}

/** Return a card's members by their names. */
export function card(bytes) {
  const [url, title, summary, date, category, kind, passage, expired] = JSON.parse(new TextDecoder().decode(bytes));
  return { url, title, summary, date, category, kind, passages: passage ? [passage] : [], expired: !!expired };
}
