// Rows of the two lists and the detail below a callback. Text goes in as text, never as markup: data comes from anywhere.

const time = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "medium" });

export function profileRow(profile, row = newRow(profile.id, 6)) {
  const [title, state, channel, method, url, id] = row.cells;
  text(title, profile.title);
  stateCell(state, profile.state);
  text(channel, profile.channel);
  text(method, profile.method);
  url.className = "url";
  url.title = profile.url;
  text(url, profile.url);
  idCell(id, profile.id);
  return row;
}

export function callbackRow(callback, titles, row, toggle) {
  const made = row ?? newRow(callback.id, 7);
  const [id, state, profile, event, reference, accepted, due] = made.cells;
  if (!row) opener(id, callback.id, toggle);
  stateCell(state, callback.state);
  text(profile, titles.get(callback.profile_id) ?? shortened(callback.profile_id));
  profile.title = callback.profile_id;
  text(event, callback.event ?? "–");
  text(reference, callback.reference ?? "–");
  timeCell(accepted, callback.accepted_at);
  timeCell(due, callback.due_at);
  return made;
}

/** Fills the row below a callback; without a callback it says that it is on its way. */
export function showDetail(id, callback, row = detailRow(id)) {
  const version = JSON.stringify(callback);
  if (row.version === version) return row;
  row.version = version;
  const cell = row.cells[0];
  if (!callback) {
    cell.replaceChildren("Loading…");
    return row;
  }
  const opened = [...cell.querySelectorAll("details")].map((details) => details.open);
  cell.replaceChildren(
    heading("Data"),
    block(JSON.stringify(callback.data, null, 2)),
    heading("Attempts"),
    callback.attempts.length ? attempts(callback.attempts) : plain(noAttempt(callback)),
  );
  cell.querySelectorAll("details").forEach((details, i) => (details.open = opened[i] ?? false));
  return row;
}

function attempts(list) {
  const items = element("ol", "attempts");
  for (const attempt of list) {
    const item = element("li");
    item.value = attempt.number;
    const told = [attempt.http_status ?? attempt.outcome, `${attempt.duration_ms} ms`, time.format(new Date(attempt.started_at))];
    if (attempt.error) told.push(attempt.error);
    item.append(told.join(" · "));
    for (const half of ["request", "response"]) {
      if (attempt[half]) item.append(folded(half, attempt[half]));
    }
    items.append(item);
  }
  return items;
}

function noAttempt(callback) {
  const words = { skipped: "None: the profile was disabled.", cancelled: "None: it was cancelled before." };
  return callback.error ? `None: ${callback.error}` : words[callback.state] ?? "None yet.";
}

function folded(title, content) {
  const details = element("details");
  const summary = element("summary");
  summary.textContent = title;
  details.append(summary, block(content));
  return details;
}

function opener(cell, id, toggle) {
  cell.className = "id";
  const button = element("button");
  button.type = "button";
  button.textContent = shortened(id);
  button.title = id;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => toggle(id, button));
  cell.append(button);
}

function newRow(id, cells) {
  const row = element("tr");
  row.dataset.id = id;
  for (let i = 0; i < cells; i++) row.append(element("td"));
  return row;
}

function detailRow(id) {
  const row = newRow(`${id} detail`, 1);
  row.cells[0].colSpan = 7;
  row.cells[0].className = "detail";
  return row;
}

function stateCell(cell, state) {
  const name = `state ${state}`;
  if (cell.className !== name) cell.className = name;
  text(cell, state.replace("_", " "));
}

function idCell(cell, id) {
  cell.className = "id";
  cell.title = id;
  text(cell, id);
}

function timeCell(cell, when) {
  cell.title = when ?? "";
  text(cell, when ? time.format(new Date(when)) : "–");
}

/** Only when it changed: else a selection would be lost. */
function text(cell, words) {
  if (cell.textContent !== words) cell.textContent = words;
}

function heading(words) {
  const title = element("h3");
  title.textContent = words;
  return title;
}

function block(content) {
  const pre = element("pre");
  pre.textContent = content;
  return pre;
}

function plain(words) {
  const paragraph = element("p");
  paragraph.textContent = words;
  return paragraph;
}

function element(tag, className = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return made;
}

/** Ids share their beginning for days: both ends are shown. */
function shortened(id) {
  return id.length > 20 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id;
}
