// Runs before the page does: milliseconds from the navigation until a row of data was painted, and bytes until then.
window.firstRow = null
const rows = new MutationObserver(() => {
  const cells = [...document.querySelectorAll('tbody tr')]
  if (!cells.some(({ textContent }) => textContent.includes('Nightly export'))) return
  rows.disconnect()
  // A message that is posted in a frame is read once the frame has been painted.
  requestAnimationFrame(() => {
    const painted = new MessageChannel()
    painted.port1.onmessage = () => {
      const paintedAfter = performance.now()
      const transferred = ['navigation', 'resource']
        .flatMap(kind => performance.getEntriesByType(kind))
        .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= paintedAfter)
        .reduce((total, { transferSize }) => total + transferSize, 0)
      window.firstRow = { paintedAfter, transferred }
    }
    painted.port2.postMessage(null)
  })
})
rows.observe(document, { childList: true, subtree: true })
