/** One question that the bench answers. */
export interface Part {
  title: string
  /**
   * How many times its limit a figure may be in the short form: enough for a machine that does other work as well,
   * and less than a regression worth the name. Default 1.15.
   */
  slack?: number
  measure(form: Form): Promise<Measure[]>
}

/** How thoroughly it is measured. */
export interface Form {
  /** Whether the published peers are measured as well. Without them only what has a limit need be. */
  peers: boolean
  /** How many times everything is measured in turn. */
  rounds: number
}

/** One line of the bench: what was found, and what may be. */
export interface Measure {
  name: string
  value: number
  /** `×`: how many times something else. `B`: bytes. Empty: a number of things. */
  unit: '×' | 'B' | ''
  limit?: { atMost: number } | { atLeast: number }
}
