// Settings: who is told what by mail, who may use the API, and who this page.

import { html } from "../core/html.js";
import { link } from "../core/route.js";
import { may } from "../core/session.js";
import { PageHead } from "../shell.js";
import { Empty } from "../parts/states.js";
import { Notifications } from "../settings/notifications.js";
import { Keys } from "../settings/keys.js";
import { Users } from "../settings/users.js";
import { Mails } from "../settings/mails.js";

const TABS = [
  { id: "notifications", title: "Notifications", Tab: Notifications },
  { id: "keys", title: "API keys", Tab: Keys, scope: "admin" },
  { id: "users", title: "Users", Tab: Users, scope: "admin" },
  { id: "mails", title: "Caught mails", Tab: Mails },
];

export function Page({ path }) {
  const at = path[1] ?? "notifications";
  const tabs = TABS.filter((each) => !each.scope || may(each.scope));
  const found = tabs.find((each) => each.id === at);
  return html`<${PageHead} title="Settings" />
    <nav class="tabs filters" aria-label="Settings">${tabs.map((each) => html`<a href=${link(`settings/${each.id}`)}
        aria-current=${each.id === at ? "page" : undefined}>${each.title}</a>`)}</nav>
    ${found ? html`<${found.Tab} />` : html`<${Empty} title="There is no such setting" />`}`;
}
