// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import './styles.css'
