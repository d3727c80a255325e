// The files of the export: each is fetched once and kept; one that nobody waits for any more is given up.

/** A file is not there: the site was built anew since its name was read. */
export class Missing extends Error {}

/** (path, how to read it, signal) → what it holds. */
export const shards = (base, get) => {
  const kept = new Map();

  const load = async (path, read, signal) => {
    const answer = await get(base + path, { signal, cache: "force-cache" });
    // Some servers answer with a page of their own where a file is missing.
    if (answer.status === 404 || answer.status === 410 || /html/.test(answer.headers.get("content-type"))) throw new Missing(path);
    if (!answer.ok) throw new Error(answer.status + " " + path);
    return read(answer);
  };

  return (path, read, signal) => {
    let file = kept.get(path);
    if (!file) {
      const control = new AbortController();
      file = { control, waiting: 0, here: false, content: load(path, read, control.signal) };
      kept.set(path, file);
      file.content.then(
        () => (file.here = true),
        () => kept.get(path) === file && kept.delete(path),
      );
    }
    file.waiting++;
    const leave = () => {
      if (--file.waiting || file.here) return;
      if (kept.get(path) === file) kept.delete(path);
      file.control.abort();
    };
    if (signal) signal.aborted ? leave() : signal.addEventListener("abort", leave);
    return file.content;
  };
};

export const json = (answer) => answer.json();
export const text = (answer) => answer.text();
export const bytes = async (answer) => new Uint8Array(await answer.arrayBuffer());

/** The nth of digests of three bytes each, packed as base64. */
export const digest = (packed, at) =>
  Array.from(atob(packed.slice(at * 4, at * 4 + 4)), (each) => (256 + each.charCodeAt()).toString(16).slice(1)).join("");
