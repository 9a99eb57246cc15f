import type { Session } from '../session/session.ts'
import { Page } from '../ui/page.tsx'
import { ApiCard } from './api-card.tsx'
import { figuresOf } from './figures.ts'
import './overview.css'
import { ReadersChart } from './readers-chart.tsx'

/** How the publication does, and the way to its API. */
export const OverviewPage = ({ session }: { session: Session }) => {
  const { summary, readers, posts } = figuresOf(session.organization.id)
  return (
    <Page
      title="Overview"
      lead={`How ${session.organization.name}’s publication did in the last four weeks.`}
    >
      <dl className="card figures">
        {summary.map(({ label, value, change }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="figure">{value}</dd>
            <dd className="fine">{change}</dd>
          </div>
        ))}
      </dl>
      <div className="overview-columns">
        <ReadersChart readers={readers} />
        <ApiCard access={session.access} />
      </div>
      <section className="card" aria-labelledby="latest-posts">
        <h2 id="latest-posts">Latest posts</h2>
        <ul className="posts">
          {posts.map(({ title, author, published, readers }) => (
            <li key={title}>
              <b>{title}</b>
              <span className="fine">
                {author}, {published}
              </span>
              <span className="post-readers">{readers} readers</span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}
