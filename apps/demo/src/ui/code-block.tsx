import './code-block.css'

/** Text in its own layout, in a named region that scrolls, by keyboard too. */
export const CodeBlock = ({ label, children }: { label: string; children: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
  <section className="code-block" aria-label={label} tabIndex={0}>
    <pre>{children}</pre>
  </section>
)
