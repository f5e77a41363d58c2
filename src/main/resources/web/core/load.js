// Data for a view: loaded when the view opens, again when what it depends on changes or the connection came back.

import { useCallback, useEffect, useRef, useState } from "./html.js";
import { ask, Away } from "./api.js";
import { again } from "./route.js";
import { returned } from "./session.js";

/**
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} read
 * @returns {{data: T | undefined, error: Error | undefined, loading: boolean, reload: () => void, set: (data: T) => void}}
 */
export function useLoad(read, needs) {
  const [state, setState] = useState({ data: undefined, error: undefined, loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setState((old) => ({ ...old, loading: true }));
    read(abort.signal).then(
      (data) => abort.signal.aborted || setState({ data, error: undefined, loading: false }),
      (error) => abort.signal.aborted || setState((old) => keepOr(old, error)),
    );
    return () => abort.abort();
  }, [...needs, round, returned.value, again.value]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((data) => setState({ data, error: undefined, loading: false }), []);
  return { ...state, reload, set };
}

/** While the node is away, what was there stays in sight. */
function keepOr(old, error) {
  if (error instanceof Away && old.data !== undefined) return { ...old, loading: false };
  return { data: undefined, error, loading: false };
}

/** A list with cursors: rows so far, and a way to more. `looked`: the time at which a search stopped that may go on. */
export function usePages(path, query, limit = 50) {
  const key = JSON.stringify([path, query]);
  const more = useRef(null);
  const [tail, setTail] = useState({ key, rows: [], next: undefined });
  const first = useLoad((signal) => ask(path, { query: { ...query, limit }, signal }), [key]);
  const fresh = tail.key === key && tail.of === first.data;
  const rows = first.data ? [...first.data.data, ...(fresh ? tail.rows : [])] : [];
  const next = fresh ? tail.next : first.data?.next_cursor;
  const looked = fresh ? tail.looked : first.data?.looked_back_to;
  const loadMore = useCallback(async () => {
    if (!next || more.current === next) return;
    more.current = next;
    try {
      const page = await ask(path, { query: { ...query, limit, cursor: next } });
      setTail((old) => ({ key, of: first.data, rows: [...(fresh ? old.rows : []), ...page.data], next: page.next_cursor, looked: page.looked_back_to }));
    } finally {
      more.current = null;
    }
  }, [key, next, first.data, fresh]);
  return { ...first, rows, next, looked, loadMore };
}
