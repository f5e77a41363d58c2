// A list that lives: what was loaded, and what came since. Drawn at most a few times a second, however fast it comes.

import { useCallback, useEffect, useRef, useState } from "../core/html.js";
import { follow } from "../core/live.js";
import { search } from "../core/api.js";

const DRAW_MILLIS = 400;
const KEPT = 200;

/**
 * @param {{profile_id?: string, state?: string, event?: string, reference?: string, to?: string}} filters
 * @param {() => void} onBack  the stream broke and is there again: something may have passed unseen
 * @returns {{fresh: Map<string, object>, state: "live" | "paused" | "broken" | "off", left: number, held: number, learn: (callback: object) => void}}
 *   left: how many a second were left out by sampling; held: how many came while paused; learn: takes what was read of one
 */
export function useLive(filters, paused, onBack) {
  const [shown, setShown] = useState({ fresh: new Map(), left: 0, held: 0, state: "off" });
  const still = useRef(paused);
  const back = useRef(onBack);
  const came = useRef(new Map());
  still.current = paused;
  back.current = onBack;
  const key = JSON.stringify(filters);

  useEffect(() => {
    came.current = new Map();
    setShown({ fresh: new Map(), left: 0, held: 0, state: filters.to ? "off" : "broken" });
    if (filters.to) return undefined;
    let left = 0;
    let news = 0;
    let opened = false;
    const { profile_id, state, event, reference } = filters;
    const close = follow(`/v1/live/callbacks${search({ profile_id, state, event, reference })}`, {
      callback: (callback) => { put(came.current, callback); news++; },
      skipped: ({ count }) => { left = count; },
    }, (now) => {
      if (now === "live" && opened && !still.current) back.current();
      opened ||= now === "live";
      setShown((old) => ({ ...old, state: now }));
    });
    const timer = setInterval(() => {
      if (document.hidden || (!news && !left)) return;
      const many = news;
      const leftNow = left;
      news = 0;
      left = 0;
      setShown((old) => (still.current ? { ...old, held: old.held + many } : { ...old, fresh: new Map(came.current), left: leftNow, held: 0 }));
    }, DRAW_MILLIS);
    return () => { close(); clearInterval(timer); };
  }, [key]);

  useEffect(() => {
    if (!paused) setShown((old) => ({ ...old, fresh: new Map(came.current), held: 0 }));
  }, [paused]);

  const learn = useCallback((callback) => {
    put(came.current, callback);
    setShown((old) => ({ ...old, fresh: new Map(old.fresh).set(callback.id, came.current.get(callback.id)) }));
  }, []);

  return { ...shown, learn, state: paused && shown.state === "live" ? "paused" : shown.state };
}

function put(all, callback) {
  const old = all.get(callback.id);
  all.delete(callback.id);
  all.set(callback.id, over(old, callback));
  while (all.size > KEPT) all.delete(all.keys().next().value);
}

/** What an event does not say stays as it was. */
const over = (old, callback) => ({ ...old, ...Object.fromEntries(Object.entries(callback).filter(([, value]) => value !== null)) });

/** Those that were loaded, changed in place by what came; and before them those that are new. */
export function merge(rows, fresh, state) {
  const known = new Set(rows.map((row) => row.id));
  const fits = (row) => !state || row.state === state;
  const timed = (row) => (row.state === "waiting" ? row : { ...row, due_at: null });
  const changed = rows.map((row) => (fresh.has(row.id) ? timed(over(row, fresh.get(row.id))) : row));
  const added = [...fresh.values()].filter((row) => !known.has(row.id) && fits(row)).map(timed);
  return [...added.sort((a, b) => (a.accepted_at < b.accepted_at ? 1 : -1)), ...changed.filter(fits)];
}
