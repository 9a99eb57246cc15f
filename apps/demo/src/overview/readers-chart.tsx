const width = 280
const height = 100

/** Readers per day as a line over its area. */
export const ReadersChart = ({ readers }: { readers: readonly number[] }) => {
  const top = Math.ceil(Math.max(...readers) / 250) * 250
  const step = width / (readers.length - 1)
  const line = readers.map((count, day) => `${day * step},${height - (count / top) * height}`).join('L')
  return (
    <section className="card chart" aria-labelledby="readers-chart">
      <h2 id="readers-chart">Readers per day</h2>
      <div className="chart-frame">
        <span className="chart-scale" aria-hidden="true">
          <span>{top.toLocaleString('en')}</span>
          <span>{(top / 2).toLocaleString('en')}</span>
          <span>0</span>
        </span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={describe(readers)}
        >
          <path
            className="chart-grid"
            d={`M0 .5H${width}M0 ${height / 2}H${width}M0 ${height - 0.5}H${width}`}
          />
          <path className="chart-area" d={`M0,${height}L${line}L${width},${height}Z`} />
          <path className="chart-line" d={`M${line}`} />
        </svg>
      </div>
      <p className="chart-days fine" aria-hidden="true">
        <span>4 weeks ago</span>
        <span>Today</span>
      </p>
    </section>
  )
}

const describe = (readers: readonly number[]): string =>
  `Between ${Math.min(...readers)} and ${Math.max(...readers)} readers a day over four weeks, ${readers.at(-1)} today.`
