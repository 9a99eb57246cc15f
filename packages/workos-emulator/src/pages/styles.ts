/** The look of the emulator's few pages: no script, no font, no image; light and dark by the reader's setting. */
export const styles = `
:root{color-scheme:light dark;--page:light-dark(#f4f4f6,#0c0c0e);--card:light-dark(#fff,#161619);--line:light-dark(#e4e4e9,#2c2c32);--edge:light-dark(#c9c9d1,#45454d);
--text:light-dark(#17171a,#f2f2f4);--muted:light-dark(#5c5c66,#a3a3ae);--accent:light-dark(#3b46d6,#98a3ff);--soft:light-dark(#eef0ff,#22253f);
--warn:light-dark(#7a4a00,#f2b95c);--warn-soft:light-dark(#fff4e0,#33270f)}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:27rem;background:var(--card);border:1px solid var(--line);border-radius:16px;padding:28px 20px 20px;box-shadow:0 12px 32px -16px rgb(0 0 0/.18)}
header{padding:0 8px}
h1{font-size:1.3rem;line-height:1.25;letter-spacing:-.015em;margin:0 0 4px;text-wrap:balance}
p{margin:0}
.muted{color:var(--muted);font-size:.9rem}
.notice{margin:16px 8px 0;padding:10px 12px;border-radius:10px;background:var(--warn-soft);color:var(--warn);font-size:.9rem;overflow-wrap:anywhere}
ul{list-style:none;margin:20px 0 0;padding:0;display:grid;gap:2px}
li+li{border-top:1px solid var(--line);padding-top:2px}
.person{display:flex;gap:12px;align-items:center;width:100%;padding:10px 8px;border:1px solid transparent;border-radius:10px}
button{font:inherit;color:inherit;text-align:start;background:none;border:1px solid transparent;cursor:pointer}
button:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
button.person:hover{background:var(--soft)}
.initials{flex:none;display:grid;place-items:center;width:2.5rem;height:2.5rem;border-radius:50%;background:var(--soft);color:var(--accent);font-size:.85rem;font-weight:600;letter-spacing:.02em}
.who{display:grid;min-width:0;flex:1}
.name{font-weight:600}
.detail{color:var(--muted);font-size:.875rem;overflow-wrap:anywhere}
.organizations{display:grid;gap:6px;padding:0 9px 12px 61px}
.organizations button{padding:7px 12px;border-color:var(--edge);border-radius:10px}
.organizations button:hover{background:var(--soft);border-color:var(--accent)}
.organizations b{font-weight:550;margin-inline-end:.4em}
footer{margin-top:16px;padding:14px 8px 0;border-top:1px solid var(--line);color:var(--muted);font-size:.8rem}
code{font:.85em ui-monospace,SFMono-Regular,Menlo,monospace}
@media(max-width:24rem){main{padding-inline:10px}.person{gap:10px}.initials{width:2rem;height:2rem;font-size:.75rem}.organizations{padding-inline-start:9px}}
@media(forced-colors:active){.initials{border:1px solid}.organizations button,button.person{border-color:ButtonBorder}}
`
