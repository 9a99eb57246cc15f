/** Stylesheets that hosts really have, and worse ones. */
export const hostileSheets: Readonly<Record<string, string>> = {
  'unset everything': '* { all: unset }',
  'unset everything, generated content too': '*, ::before, ::after, ::backdrop, ::placeholder { all: unset }',
  'shout at everything': `* {
    box-sizing: content-box; margin: 0; padding: 3px; border: 2px dotted red; background: yellow; color: red; line-height: 3;
    text-transform: uppercase; letter-spacing: 4px; text-align: right; text-decoration: line-through; list-style: square;
    position: relative; float: left; cursor: help; opacity: 0.9; white-space: nowrap; transition: all 1s; outline: 1px solid lime;
    max-width: 50px; min-height: 3em; font-style: italic; font-weight: 900; vertical-align: top; box-shadow: 0 0 9px red;
  }`,
  'rules for elements': `
    button { background: red; color: white; border-radius: 0; padding: 20px; text-transform: uppercase; min-width: 200px }
    button:hover { transform: scale(2) } button[type] { width: 100% }
    table { border-collapse: separate; border-spacing: 9px; display: block; width: 50% } thead { display: none }
    tr { display: flex } tr:nth-child(even) { background: #eee } td, th { display: block; border: 3px solid; text-align: right }
    input, select, textarea { width: 50%; border: 9px solid; background: black; margin: 20px; display: block; height: 80px }
    input[type="radio"], input[type="checkbox"] { appearance: none; width: 40px; height: 40px }
    label { display: block; font-weight: bold; float: left } legend { float: left; width: 100%; font-size: 30px }
    fieldset { border: 5px solid; padding: 40px; min-width: 400px } form { display: table } section { padding: 90px }
    svg { display: block; fill: red; width: 100%; max-width: 200px } path { stroke: lime; stroke-width: 9px; fill: red }
    h2, h3 { font: 900 60px serif; margin: 40px; color: red } p { margin: 30px; max-width: 20ch } code, pre { background: red; padding: 9px }
    strong { color: red; font-weight: 100 } bdi { color: red; unicode-bidi: plaintext } time { display: block } nav { position: fixed }
    header, footer { position: sticky; top: 0; background: red; padding: 40px } a { color: lime; text-decoration: underline wavy }
    dialog { position: static; width: 100%; inset: 0; background: red } dialog::backdrop { background: lime }
    span, div { display: block; margin: 7px } ::before, ::after { content: "!"; color: red }
    ::placeholder { color: lime; font-size: 30px } [hidden] { display: block } [role="menu"] { display: none } [aria-label] { color: red }`,
  'Tailwind 3 preflight': `
    *, ::before, ::after { box-sizing: border-box; border-width: 0; border-style: solid; border-color: #e5e7eb }
    ::before, ::after { --tw-content: '' }
    html, :host { line-height: 1.5; -webkit-text-size-adjust: 100%; tab-size: 4; font-feature-settings: normal; font-variation-settings: normal; -webkit-tap-highlight-color: transparent }
    body { margin: 0; line-height: inherit }
    hr { height: 0; color: inherit; border-top-width: 1px }
    abbr:where([title]) { text-decoration: underline dotted }
    h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit }
    a { color: inherit; text-decoration: inherit }
    b, strong { font-weight: bolder }
    code, kbd, samp, pre { font-family: monospace; font-feature-settings: normal; font-variation-settings: normal; font-size: 1em }
    small { font-size: 80% }
    table { text-indent: 0; border-color: inherit; border-collapse: collapse }
    button, input, optgroup, select, textarea {
      font-family: inherit; font-feature-settings: inherit; font-variation-settings: inherit; font-size: 100%; font-weight: inherit;
      line-height: inherit; letter-spacing: inherit; color: inherit; margin: 0; padding: 0
    }
    button, select { text-transform: none }
    button, input:where([type='button']), input:where([type='reset']), input:where([type='submit']) { -webkit-appearance: button; background-color: transparent; background-image: none }
    button, [type='button'], [type='reset'], [type='submit'] { -webkit-appearance: button; background-color: transparent; background-image: none }
    :-moz-focusring { outline: auto }
    progress { vertical-align: baseline }
    [type='search'] { -webkit-appearance: textfield; outline-offset: -2px }
    ::-webkit-search-decoration { -webkit-appearance: none }
    ::-webkit-file-upload-button { -webkit-appearance: button; font: inherit }
    summary { display: list-item }
    blockquote, dl, dd, h1, h2, h3, h4, h5, h6, hr, figure, p, pre { margin: 0 }
    fieldset { margin: 0; padding: 0 }
    legend { padding: 0 }
    ol, ul, menu { list-style: none; margin: 0; padding: 0 }
    dialog { padding: 0 }
    textarea { resize: vertical }
    input::placeholder, textarea::placeholder { opacity: 1; color: #9ca3af }
    button, [role="button"] { cursor: pointer }
    :disabled { cursor: default }
    img, svg, video, canvas, audio, iframe, embed, object { display: block; vertical-align: middle }
    img, video { max-width: 100%; height: auto }
    [hidden]:where(:not([hidden="until-found"])) { display: none }`,
  'Tailwind 4 preflight, in its layer': `@layer theme, base, components, utilities;
    @layer base {
      *, ::after, ::before, ::backdrop, ::file-selector-button { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
      html, :host { line-height: 1.5; -webkit-text-size-adjust: 100%; tab-size: 4; -webkit-tap-highlight-color: transparent }
      hr { height: 0; color: inherit; border-top-width: 1px }
      h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit }
      a { color: inherit; -webkit-text-decoration: inherit; text-decoration: inherit }
      b, strong { font-weight: bolder }
      code, kbd, samp, pre { font-family: monospace; font-size: 1em }
      table { text-indent: 0; border-color: inherit; border-collapse: collapse }
      ol, ul, menu { list-style: none }
      img, svg, video, canvas, audio, iframe, embed, object { display: block; vertical-align: middle }
      img, video { max-width: 100%; height: auto }
      button, input, select, optgroup, textarea, ::file-selector-button {
        font: inherit; font-feature-settings: inherit; font-variation-settings: inherit; letter-spacing: inherit; color: inherit;
        border-radius: 0; background-color: transparent; opacity: 1
      }
      ::placeholder { opacity: 1; color: color-mix(in oklab, currentcolor 50%, transparent) }
      textarea { resize: vertical }
      ::-webkit-search-decoration { -webkit-appearance: none }
      ::-webkit-date-and-time-value { min-height: 1lh; text-align: inherit }
      ::-webkit-datetime-edit { display: inline-flex }
      ::-webkit-datetime-edit-fields-wrapper { padding: 0 }
      ::-webkit-calendar-picker-indicator { line-height: 1 }
      button, input:where([type='button'], [type='reset'], [type='submit']), ::file-selector-button { appearance: button }
      ::-webkit-inner-spin-button, ::-webkit-outer-spin-button { height: auto }
      [hidden]:where(:not([hidden='until-found'])) { display: none !important }
    }`,
  'a wrapper of the host': `body { letter-spacing: 3px; word-spacing: 9px; text-transform: uppercase; text-indent: 20px; line-height: 3; font-style: italic;
    font-weight: 900; font-variant: small-caps; text-shadow: 1px 1px red; white-space: nowrap; cursor: wait; text-align: right; color: red; list-style: square;
    word-break: break-all; overflow-wrap: anywhere; border-collapse: collapse; border-spacing: 3px; hyphens: auto; tab-size: 2; text-wrap: balance; caret-color: red }`,
}
