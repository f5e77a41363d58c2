// A list that lives: what was loaded, and what came since. Drawn at most a few times a second, however fast it comes.

import { useEffect, useRef, useState } from "../core/html.js";
import { follow } from "../core/live.js";
import { search } from "../core/api.js";

const DRAW_MILLIS = 400;
const KEPT = 200;

/**
 * @param {{profile_id?: string, state?: string, event?: string, reference?: string, to?: string}} filters
 * @returns {{fresh: Map<string, object>, state: "live" | "paused" | "broken" | "off", left: number, held: number}}
 *   left: how many a second were left out by sampling; held: how many came while paused
 */
export function useLive(filters, paused) {
  const [shown, setShown] = useState({ fresh: new Map(), left: 0, held: 0, state: "off" });
  const still = useRef(paused);
  const came = useRef(new Map());
  still.current = paused;
  const key = JSON.stringify(filters);

  useEffect(() => {
    came.current = new Map();
    setShown({ fresh: new Map(), left: 0, held: 0, state: filters.to ? "off" : "broken" });
    if (filters.to) return undefined;
    let left = 0;
    let news = 0;
    const take = (callback) => {
      const all = came.current;
      const old = all.get(callback.id);
      all.delete(callback.id);
      all.set(callback.id, over(old, callback));
      while (all.size > KEPT) all.delete(all.keys().next().value);
      news++;
    };
    const { profile_id, state, event, reference } = filters;
    const close = follow(`/v1/live/callbacks${search({ profile_id, state, event, reference })}`, {
      callback: take,
      skipped: ({ count }) => { left = count; },
    }, (now) => setShown((old) => ({ ...old, state: now })));
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

  return { ...shown, state: paused && shown.state === "live" ? "paused" : shown.state };
}

/** What an event does not say stays as it was. */
const over = (old, callback) => ({ ...old, ...Object.fromEntries(Object.entries(callback).filter(([name, value]) => value !== null || !old?.[name])) });

/** Those that were loaded, changed in place by what came; and before them those that are new. */
export function merge(rows, fresh, state) {
  const known = new Set(rows.map((row) => row.id));
  const fits = (row) => !state || row.state === state;
  const changed = rows.map((row) => (fresh.has(row.id) ? { ...over(row, fresh.get(row.id)), due_at: fresh.get(row.id).state === "waiting" ? row.due_at : null } : row));
  const added = [...fresh.values()].filter((row) => !known.has(row.id) && fits(row));
  return [...added.sort((a, b) => (a.accepted_at < b.accepted_at ? 1 : -1)), ...changed.filter(fits)];
}
