// Rows that wait though something should have been heard of them: it passed at another node, or while the stream was broken.

import { useEffect, useRef } from "../core/html.js";
import { callbacks } from "../core/api.js";

const EVERY_MILLIS = 5000;
const AT_ONCE = 5;

/** Reads a few of them again, those first that were not read for longest. */
export function useWaiting(rows, paused, learn) {
  const shown = useRef(rows);
  shown.current = rows;
  useEffect(() => {
    if (paused) return undefined;
    const read = new Map();
    const timer = setInterval(() => {
      if (document.hidden) return;
      const old = shown.current.filter(isOverdue);
      old.sort((a, b) => (read.get(a.id) ?? 0) - (read.get(b.id) ?? 0));
      for (const { id } of old.slice(0, AT_ONCE)) {
        read.set(id, Date.now());
        // Whatever goes wrong: it is asked for again.
        callbacks.read(id).then(({ data, attempts, ...row }) => learn(row), () => {});
      }
    }, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, [paused, learn]);
}

const isOverdue = (row) => row.state === "waiting" && new Date(row.due_at ?? row.accepted_at) < Date.now() - EVERY_MILLIS;
